function Stop-AlloyService {
    <#
    .SYNOPSIS
        Stops the service if it runs; waits up to two minutes, because Alloy first delivers what is queued.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])] param()
    try {
        $record = Assert-Service
        if ([string]$record.State -eq 'Stopped') { return ConvertTo-ServiceStatus -Record $record }
        if (-not $PSCmdlet.ShouldProcess('Alloy', 'stop')) { return ConvertTo-ServiceStatus -Record $record }
        Stop-ServiceRecord
        return Wait-ServiceState -State 'stopped' -TimeoutSeconds 120
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
