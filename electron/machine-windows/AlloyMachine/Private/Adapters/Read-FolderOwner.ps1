# Owner and grants of a folder by security identifier.
function Read-FolderOwner {
    param([Parameter(Mandatory = $true)] [string] $Path)
    $security = Get-Acl -LiteralPath $Path
    [pscustomobject]@{
        Owner  = $security.GetOwner([System.Security.Principal.SecurityIdentifier]).Value
        Grants = @($security.GetAccessRules($true, $true, [System.Security.Principal.SecurityIdentifier]) | Where-Object -Property AccessControlType -EQ -Value 'Allow' | ForEach-Object -Process { $_.IdentityReference.Value })
        IsLink = [bool]((Get-Item -LiteralPath $Path -Force).Attributes -band [System.IO.FileAttributes]::ReparsePoint)
    }
}
