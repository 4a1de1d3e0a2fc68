# All bytes, while others may write, rename or remove the file.
function Read-FileByte {
    param([Parameter(Mandatory = $true)] [string] $Path)
    $stream = [System.IO.File]::Open($Path, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read, [System.IO.FileShare]'ReadWrite, Delete')
    $memory = New-Object -TypeName System.IO.MemoryStream
    $stream.CopyTo($memory)
    $stream.Dispose()
    , $memory.ToArray()
}
