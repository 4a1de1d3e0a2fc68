# The rules that a protected folder is made with, in the place of those that it has; its owner stays.
function Write-FolderRule {
    param([Parameter(Mandatory = $true)] [string] $Path)
    $security = New-Object -TypeName System.Security.AccessControl.DirectorySecurity
    $security.SetSecurityDescriptorSddlForm('D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)', [System.Security.AccessControl.AccessControlSections]::Access)
    $folder = New-Object -TypeName System.IO.DirectoryInfo -ArgumentList $Path
    $folder.SetAccessControl($security)
}
