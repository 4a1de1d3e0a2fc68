# SERVICE_FAILURE_ACTIONS as the service manager keeps it: five numbers (reset period, two that mean nothing on disk, the
# count of actions, an offset), then a type and a delay for each action. Types: 0 none, 1 restart, 2 reboot, 3 run.
function Get-RecoveryFact {
    $key = Get-RegistryKey -View 'Registry64' -Path $script:serviceKey
    $flag = Get-RegistryValue -Key $key -Name 'FailureActionsOnNonCrashFailures'
    $value = Get-RegistryValue -Key $key -Name 'FailureActions'
    $bytes = [byte[]]@()
    if ($null -ne $value) { $bytes = [byte[]]$value.Data }
    return [pscustomobject]@{
        resetSeconds = Get-RecoveryReset -Bytes $bytes
        actions      = [object[]]@(Get-RecoveryAction -Bytes $bytes)
        onErrorExit  = $null -ne $flag -and 1 -eq $flag.Data
    }
}

# Null for "never": all bits set.
function Get-RecoveryReset {
    param([Parameter(Mandatory = $true)] [AllowEmptyCollection()] [byte[]] $Bytes)
    if ($Bytes.Length -lt 4) { return 0 }
    $seconds = [System.BitConverter]::ToUInt32($Bytes, 0)
    if ($seconds -eq [uint32]::MaxValue) { return $null }
    return [long]$seconds
}

function Get-RecoveryAction {
    param([Parameter(Mandatory = $true)] [AllowEmptyCollection()] [byte[]] $Bytes)
    $types = @('none', 'restart', 'reboot', 'run')
    for ($at = 20; $at + 8 -le $Bytes.Length; $at += 8) {
        $type = [System.BitConverter]::ToUInt32($Bytes, $at)
        if ($type -ge $types.Count) { throw (New-Failure -Code 'unexpected' -Detail ('recovery action {0}' -f $type)) }
        [pscustomobject]@{ type = $types[$type]; delayMs = [long][System.BitConverter]::ToUInt32($Bytes, $at + 4) }
    }
}

# The tool answers with a Win32 code. Without an action it takes an empty argument, which each edition passes in its way.
function Write-Recovery {
    param([Parameter(Mandatory = $true)] [AllowEmptyCollection()] [int[]] $DelaysMs, [int] $ResetSeconds, [bool] $OnErrorExit)
    $actions = ($DelaysMs | ForEach-Object -Process { 'restart/{0}' -f $_ }) -join '/'
    if ($DelaysMs.Count -eq 0) { $actions = Get-EmptyArgument }
    Assert-ToolSucceeded -ExitCode (Send-ServiceRecovery -ResetSeconds $ResetSeconds -Actions $actions)
    Assert-ToolSucceeded -ExitCode (Send-ServiceRecoveryFlag -Flag ([int]$OnErrorExit))
}

function Assert-ToolSucceeded {
    param([Parameter(Mandatory = $true)] [int] $ExitCode)
    if ($ExitCode -ne 0) { throw (New-Failure -Code (Get-CodeOfNumber -Number $ExitCode) -Detail ('exit code {0}' -f $ExitCode)) }
}

# What is read back must be what was asked for; without actions Windows forgets the period too.
function Assert-Recovery {
    param([object] $Fact, [AllowEmptyCollection()] [int[]] $DelaysMs, [int] $ResetSeconds, [bool] $OnErrorExit)
    $delays = @($Fact.actions | Where-Object -FilterScript { $_.type -eq 'restart' } | ForEach-Object -Process { $_.delayMs })
    $isSame = ($delays -join ' ') -eq ($DelaysMs -join ' ') -and ($DelaysMs.Count -eq 0 -or $Fact.resetSeconds -eq $ResetSeconds) -and $Fact.onErrorExit -eq $OnErrorExit
    if (-not $isSame) { throw (New-Failure -Code 'verification-failed') }
}
