# The service in our words, from the service manager's record.
function ConvertTo-ServiceStatus {
    param([AllowNull()] [object] $Record)
    $status = [ordered]@{ state = 'absent'; startType = $null; account = $null; processId = $null; exitCode = $null; startedAt = $null }
    if ($null -eq $Record) { return [pscustomobject]$status }
    $states = @{ 'Stopped' = 'stopped'; 'Start Pending' = 'starting'; 'Running' = 'running'; 'Stop Pending' = 'stopping'; 'Paused' = 'paused'; 'Pause Pending' = 'paused'; 'Continue Pending' = 'starting' }
    $status.state = 'stopped'
    if ($states.ContainsKey([string]$Record.State)) { $status.state = $states[[string]$Record.State] }
    $starts = @{ 'Auto' = 'automatic'; 'Manual' = 'manual'; 'Disabled' = 'disabled' }
    if ($starts.ContainsKey([string]$Record.StartMode)) { $status.startType = $starts[[string]$Record.StartMode] }
    if ($status.startType -eq 'automatic' -and $Record.DelayedAutoStart) { $status.startType = 'automatic-delayed' }
    $status.account = [string]$Record.StartName
    if ($Record.ProcessId -gt 0) { $status.processId = [int]$Record.ProcessId }
    if ($status.state -eq 'stopped' -and $Record.ExitCode -ne 0) { $status.exitCode = [int]$Record.ExitCode }
    return [pscustomobject]$status
}

# Waits until the service manager reports the state; the record it then has.
function Wait-ServiceState {
    param([Parameter(Mandatory = $true)] [string] $State, [Parameter(Mandatory = $true)] [int] $TimeoutSeconds)
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        $status = ConvertTo-ServiceStatus -Record (Read-ServiceRecord)
        if ($status.state -eq $State) { return $status }
        if ($status.state -eq 'absent') { throw (New-Failure -Code 'not-found') }
        if ($watch.Elapsed.TotalSeconds -ge $TimeoutSeconds) { throw (New-Failure -Code 'timed-out' -Detail $status.state) }
        Start-Sleep -Milliseconds 100
    }
}

function Assert-Service {
    $record = Read-ServiceRecord
    if ($null -eq $record) { throw (New-Failure -Code 'not-found') }
    return $record
}
