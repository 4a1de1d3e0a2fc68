function Get-AlloyProcess {
    <#
    .SYNOPSIS
        The Alloy program that the service's wrapper has started, or nothing.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])] param()
    try {
        $service = Read-ServiceRecord
        $record = $null
        if ($null -ne $service -and $service.ProcessId -gt 0) {
            $record = Read-ProcessRecord -Filter ('ParentProcessId={0}' -f [int]$service.ProcessId) | Select-Object -First 1
        }
        return [pscustomobject]@{ process = ConvertTo-ProcessFact -Record $record }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
