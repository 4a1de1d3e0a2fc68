# Whoever made the mutex, by security identifier.
function Read-MutexOwner {
    param([Parameter(Mandatory = $true)] [object] $Mutex)
    $Mutex.GetAccessControl().GetOwner([System.Security.Principal.SecurityIdentifier]).Value
}
