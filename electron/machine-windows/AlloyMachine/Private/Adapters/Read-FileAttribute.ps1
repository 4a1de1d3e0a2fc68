# The attributes as the bits that Windows has, some of which have no name in .NET; fails where there is neither a file nor a
# folder.
function Read-FileAttribute { param([Parameter(Mandatory = $true)] [string] $Path) [int][System.IO.File]::GetAttributes($Path) }
