# Owner and rules of a file or folder by security identifier: names of accounts are localised. Rights as the bits of an
# access mask. A rule for children is for what comes into a folder, not for the folder itself.
function Read-PathSecurity {
    param([Parameter(Mandatory = $true)] [string] $Path)
    $security = Get-Acl -LiteralPath $Path
    $rules = $security.GetAccessRules($true, $true, [System.Security.Principal.SecurityIdentifier]) | ForEach-Object -Process {
        [pscustomobject]@{
            Type = [string]$_.AccessControlType; Sid = $_.IdentityReference.Value; Rights = [int]$_.FileSystemRights
            IsForChildren = [string]$_.PropagationFlags -match 'InheritOnly'
        }
    }
    [pscustomobject]@{ Owner = $security.GetOwner([System.Security.Principal.SecurityIdentifier]).Value; Rules = @($rules) }
}
