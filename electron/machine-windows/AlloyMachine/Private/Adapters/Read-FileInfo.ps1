function Read-FileInfo { param([Parameter(Mandatory = $true)] [string] $Path) New-Object -TypeName System.IO.FileInfo -ArgumentList $Path }
