function Test-FilePath { param([Parameter(Mandatory = $true)] [string] $Path) [System.IO.File]::Exists($Path) }
