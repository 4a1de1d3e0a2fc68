function Stop-AlloyService {
    <#
    .SYNOPSIS
        Stops the service if it runs; waits up to two minutes, because Alloy first delivers what is queued.
    .DESCRIPTION
        A stop that was begun goes on when the wait for it is cancelled.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])] param()
    try {
        $status = Get-PresentService
        if ($status.state -eq 'stopped' -or -not $PSCmdlet.ShouldProcess('Alloy', 'stop')) { return $status }
        Stop-PresentService
        return Get-CurrentService
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
