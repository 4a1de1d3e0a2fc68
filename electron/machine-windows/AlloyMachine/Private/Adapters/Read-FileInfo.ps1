# Size and time of the last write of a file that is there.
function Read-FileInfo {
    param([Parameter(Mandatory = $true)] [string] $Path)
    New-Object -TypeName System.IO.FileInfo -ArgumentList $Path | Select-Object -Property Name, Length, LastWriteTimeUtc
}
