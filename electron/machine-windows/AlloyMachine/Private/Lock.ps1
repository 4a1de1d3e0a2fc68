$script:lockToken = $null
$script:machineMutex = $null

# Of the lock that this shell holds.
function Get-LockToken { return $script:lockToken }
