# The attributes as words; fails where there is neither a file nor a folder.
function Read-FileAttribute { param([Parameter(Mandatory = $true)] [string] $Path) [string][System.IO.File]::GetAttributes($Path) }
