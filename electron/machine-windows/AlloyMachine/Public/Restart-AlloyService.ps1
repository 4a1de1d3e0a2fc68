function Restart-AlloyService {
    <#
    .SYNOPSIS
        Stops the service if it runs and starts it; the process afterwards is another one.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])] param()
    try {
        $status = Get-PresentService
        if (-not $PSCmdlet.ShouldProcess('Alloy', 'restart')) { return $status }
        if ($status.state -ne 'stopped') { Stop-PresentService }
        Start-PresentService
        return Get-CurrentService
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
