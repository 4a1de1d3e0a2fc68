function Get-AlloyRecovery {
    <#
    .SYNOPSIS
        What Windows does when the service dies: up to several actions in order, the last one again and again.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])] param()
    try {
        $null = Get-PresentService
        return Get-RecoveryFact
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
