function Get-AlloyService {
    <#
    .SYNOPSIS
        Reports the Alloy service as the service manager sees it, or the state 'absent'.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])] param()
    try { return Get-CurrentService }
    catch { throw (ConvertTo-Failure -Record $_) }
}
