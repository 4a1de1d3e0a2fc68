# The files of a folder.
function Read-FolderEntry { param([Parameter(Mandatory = $true)] [string] $Path) (New-Object -TypeName System.IO.DirectoryInfo -ArgumentList $Path).GetFiles() }
