# Who this process is: name, security identifier, and whether it is an administrator now.
function Read-Identity {
    $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent()
    $principal = New-Object -TypeName System.Security.Principal.WindowsPrincipal -ArgumentList $identity
    [pscustomobject]@{
        Name            = $identity.Name
        Sid             = $identity.User.Value
        IsAdministrator = $principal.IsInRole([System.Security.Principal.WindowsBuiltInRole]::Administrator)
    }
}
