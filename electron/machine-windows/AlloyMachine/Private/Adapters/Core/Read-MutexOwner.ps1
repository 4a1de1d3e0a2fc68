# Whoever made the mutex, by security identifier.
function Read-MutexOwner {
    param([Parameter(Mandatory = $true)] [object] $Mutex)
    [System.Threading.ThreadingAclExtensions]::GetAccessControl($Mutex).GetOwner([System.Security.Principal.SecurityIdentifier]).Value
}
