# A folder that only administrators and the system may enter, from its first moment on. Hidden and of the system, because
# Explorer offers to let a person into any other for good (https://learn.microsoft.com/troubleshoot/windows-server/windows-security/dont-have-permission-access-folder).
function New-ProtectedFolder {
    param([Parameter(Mandatory = $true)] [string] $Path)
    $security = New-Object -TypeName System.Security.AccessControl.DirectorySecurity
    $security.SetSecurityDescriptorSddlForm('O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)')
    $null = [System.IO.Directory]::CreateDirectory($Path, $security)
    [System.IO.File]::SetAttributes($Path, [System.IO.FileAttributes]'Directory, Hidden, System')
}
