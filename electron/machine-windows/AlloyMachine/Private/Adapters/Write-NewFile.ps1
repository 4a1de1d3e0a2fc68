# A file that was not there before, on disk when this returns.
function Write-NewFile {
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [byte[]] $Bytes)
    $stream = New-Object -TypeName System.IO.FileStream -ArgumentList $Path, 'CreateNew', 'Write', 'None', 4096, 'WriteThrough'
    $stream.Write($Bytes, 0, $Bytes.Length)
    $stream.Flush($true)
    $stream.Dispose()
}
