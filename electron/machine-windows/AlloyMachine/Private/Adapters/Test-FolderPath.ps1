function Test-FolderPath { param([Parameter(Mandatory = $true)] [string] $Path) [System.IO.Directory]::Exists($Path) }
