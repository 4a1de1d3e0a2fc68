function Start-AlloyService {
    <#
    .SYNOPSIS
        Starts the service if it does not run; ends when the service manager says running, which says nothing of Alloy.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])] param()
    try {
        $record = Assert-Service
        if ([string]$record.State -eq 'Running') { return ConvertTo-ServiceStatus -Record $record }
        if (-not $PSCmdlet.ShouldProcess('Alloy', 'start')) { return ConvertTo-ServiceStatus -Record $record }
        Start-ServiceRecord
        return Wait-ServiceState -State 'running' -TimeoutSeconds 60
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
