# Names of all services, to tell which roles are here.
function Read-ServiceName { Get-Service | ForEach-Object -Process { $_.ServiceName } }
