$script:serviceKey = 'SYSTEM\CurrentControlSet\Services\Alloy'

# The service in our words, from the service manager's record.
function ConvertTo-ServiceStatus {
    param([AllowNull()] [object] $Record)
    $status = [ordered]@{ state = 'absent'; startType = $null; account = $null; processId = $null; exitCode = $null; startedAt = $null }
    if ($null -eq $Record -or (Test-MarkedForDeletion)) { return [pscustomobject]$status }
    $states = @{ 'Stopped' = 'stopped'; 'Start Pending' = 'starting'; 'Running' = 'running'; 'Stop Pending' = 'stopping'; 'Paused' = 'paused'; 'Pause Pending' = 'paused'; 'Continue Pending' = 'starting' }
    if (-not $states.ContainsKey([string]$Record.State)) { throw (New-Failure -Code 'unexpected' -Detail ('service state {0}' -f $Record.State)) }
    $status.state = $states[[string]$Record.State]
    $starts = @{ 'Auto' = 'automatic'; 'Manual' = 'manual'; 'Disabled' = 'disabled' }
    if ($starts.ContainsKey([string]$Record.StartMode)) { $status.startType = $starts[[string]$Record.StartMode] }
    if ($status.startType -eq 'automatic' -and $Record.DelayedAutoStart) { $status.startType = 'automatic-delayed' }
    $status.account = [string]$Record.StartName
    $status.exitCode = Get-LastExitCode -Record $Record -State $status.state
    if ($Record.ProcessId -gt 0) {
        $status.processId = [int]$Record.ProcessId
        $process = Read-ProcessRecord -Filter ('ProcessId={0}' -f $status.processId) | Select-Object -First 1
        if ($null -ne $process) { $status.startedAt = ConvertTo-UtcOrNull -Time $process.CreationDate }
    }
    return [pscustomobject]$status
}

# The exit code of the last end where that was no clean stop. 1077: never started since the computer was; 1066: the
# service has a code of its own.
function Get-LastExitCode {
    param([Parameter(Mandatory = $true)] [object] $Record, [Parameter(Mandatory = $true)] [string] $State)
    if ($State -ne 'stopped' -or @(0, 1077) -contains $Record.ExitCode) { return $null }
    if ($Record.ExitCode -eq 1066) { return [long]$Record.ServiceSpecificExitCode }
    return [long]$Record.ExitCode
}

# A deleted service stays in the list until nobody has it open; it cannot be started any more.
function Test-MarkedForDeletion {
    return 1 -eq (Get-RegistryData -View 'Registry64' -Path $script:serviceKey -Name 'DeleteFlag')
}

function Get-CurrentService { return ConvertTo-ServiceStatus -Record (Read-ServiceRecord | Select-Object -First 1) }

# The status of a service that is there.
function Get-PresentService {
    $status = Get-CurrentService
    if ($status.state -eq 'absent') { throw (New-Failure -Code 'not-found') }
    return $status
}

# Waits until the service manager reports one of the states; which one it was.
function Wait-ServiceState {
    param([Parameter(Mandatory = $true)] [string[]] $State, [Parameter(Mandatory = $true)] [int] $TimeoutSeconds)
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        $now = Read-ServiceState
        if ($State -contains $now) { return $now }
        if ($watch.Elapsed.TotalSeconds -ge $TimeoutSeconds) { throw (New-Failure -Code 'timed-out' -Detail $now) }
        Wait-Moment -Milliseconds 100
    }
}

# Starts a service that is there, whatever it is doing, and waits until it runs. The wrapper says running before Alloy
# has read anything; where Alloy ends at once, the state that is reached is stopped again.
function Start-PresentService {
    $state = Read-ServiceState
    if ($state -eq 'StopPending') { $state = Wait-ServiceState -State 'Stopped' -TimeoutSeconds 120 }
    if ($state -eq 'Stopped') { Send-Unless -Code 1056 -Action { Start-ServiceRecord } }
    $null = Wait-ServiceState -State 'Running', 'Stopped' -TimeoutSeconds 60
}

# Stops a service that is there, whatever it is doing, and waits until it has ended.
function Stop-PresentService {
    $state = Read-ServiceState
    if ($state -eq 'StartPending') { $state = Wait-ServiceState -State 'Running', 'Stopped' -TimeoutSeconds 60 }
    if ($state -notin 'Stopped', 'StopPending') { Send-Unless -Code 1062 -Action { Stop-ServiceRecord } }
    $null = Wait-ServiceState -State 'Stopped' -TimeoutSeconds 120
}

# That somebody else was quicker is no failure: 1056 runs already, 1062 has stopped already.
function Send-Unless {
    param([Parameter(Mandatory = $true)] [int] $Code, [Parameter(Mandatory = $true)] [scriptblock] $Action)
    try { & $Action }
    catch { if ((Get-NativeError -Exception $_.Exception).Number -ne $Code) { throw } }
}
