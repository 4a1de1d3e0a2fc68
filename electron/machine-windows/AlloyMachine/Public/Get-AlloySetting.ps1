function Get-AlloySetting {
    <#
    .SYNOPSIS
        How the service starts Alloy: program, arguments and environment, as the three values in the registry say.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])] param()
    try { return Get-SettingValue }
    catch { throw (ConvertTo-Failure -Record $_) }
}
