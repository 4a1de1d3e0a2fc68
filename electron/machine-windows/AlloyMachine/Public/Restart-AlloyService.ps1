function Restart-AlloyService {
    <#
    .SYNOPSIS
        Stops the service if it runs and starts it; the process afterwards is another one.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])] param()
    if (-not $PSCmdlet.ShouldProcess('Alloy', 'restart')) { return Get-AlloyService }
    $null = Stop-AlloyService
    return Start-AlloyService
}
