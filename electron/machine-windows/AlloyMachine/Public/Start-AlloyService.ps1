function Start-AlloyService {
    <#
    .SYNOPSIS
        Starts the service if it does not run; ends when the service manager says running, which says nothing of Alloy.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])] param()
    try {
        $status = Get-PresentService
        if ($status.state -eq 'running' -or -not $PSCmdlet.ShouldProcess('Alloy', 'start')) { return $status }
        Start-PresentService
        return Get-CurrentService
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
