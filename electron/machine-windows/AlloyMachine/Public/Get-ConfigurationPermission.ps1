function Get-ConfigurationPermission {
    <#
    .SYNOPSIS
        Who owns the file of the configuration, and whom its rules let in or keep out, by security identifier.
    .DESCRIPTION
        No owner and no rules where there is no file. Names of accounts are localised, identifiers are not.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])]
    param([Parameter(Mandatory = $true)] [ValidateLength(1, 1000)] [string] $Path)
    try {
        Assert-FilePath -Path $Path
        if ((Get-PathKind -Path $Path) -ne 'file') { return [pscustomobject]@{ owner = $null; rules = [object[]]@() } }
        $security = Read-PathSecurity -Path $Path
        $rules = $security.Rules | ForEach-Object -Process { [pscustomobject]@{ type = $_.Type.ToLowerInvariant(); sid = [string]$_.Sid } }
        return [pscustomobject]@{ owner = [string]$security.Owner; rules = [object[]]@($rules) }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
