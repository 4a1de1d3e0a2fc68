function Remove-FileAt { param([Parameter(Mandatory = $true)] [string] $Path) [System.IO.File]::Delete($Path) }
