# A folder that only administrators and the system may enter, from its first moment on.
function New-ProtectedFolder {
    param([Parameter(Mandatory = $true)] [string] $Path)
    $security = New-Object -TypeName System.Security.AccessControl.DirectorySecurity
    $security.SetSecurityDescriptorSddlForm('O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)')
    $null = [System.IO.Directory]::CreateDirectory($Path, $security)
}
