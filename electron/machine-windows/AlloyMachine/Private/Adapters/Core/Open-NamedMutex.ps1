# The mutex of this name, for administrators and the system only where it is new. Anybody can have made it before.
function Open-NamedMutex {
    param([Parameter(Mandatory = $true)] [string] $Name)
    $security = New-Object -TypeName System.Security.AccessControl.MutexSecurity
    $security.SetSecurityDescriptorSddlForm('O:BAD:P(A;;GA;;;SY)(A;;GA;;;BA)')
    $isNew = $false
    [System.Threading.MutexAcl]::Create($false, $Name, [ref]$isNew, $security)
}
