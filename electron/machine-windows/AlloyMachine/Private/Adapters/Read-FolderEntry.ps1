# The files of a folder that is there.
function Read-FolderEntry {
    param([Parameter(Mandatory = $true)] [string] $Path)
    (New-Object -TypeName System.IO.DirectoryInfo -ArgumentList $Path).GetFiles() | Select-Object -Property Name, Length, LastWriteTimeUtc
}
