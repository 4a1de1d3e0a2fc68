# All bytes, also while another program has the file open.
function Read-FileByte {
    param([Parameter(Mandatory = $true)] [string] $Path)
    $stream = New-Object -TypeName System.IO.FileStream -ArgumentList $Path, 'Open', 'Read', ([System.IO.FileShare]'ReadWrite, Delete')
    $memory = New-Object -TypeName System.IO.MemoryStream
    $stream.CopyTo($memory)
    $stream.Dispose()
    , $memory.ToArray()
}
