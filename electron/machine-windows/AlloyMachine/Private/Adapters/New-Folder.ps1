function New-Folder { param([Parameter(Mandatory = $true)] [string] $Path) $null = [System.IO.Directory]::CreateDirectory($Path) }
