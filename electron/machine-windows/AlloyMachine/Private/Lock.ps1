# Of the lock that this shell holds.
$script:lockToken = $null
$script:lockMutex = $null

# Takes the mutex without waiting: true when it is ours. One whose holder died has been left to us. Anybody can make a
# mutex of this name before we do: that such a one is held says nothing of a change, and is a conflict.
function Enter-MachineLock {
    $mutex = Open-NamedMutex -Name 'Global\AlloyDesk.Change'
    $isOurs = $false
    try {
        $isOurs = [bool](Enter-NamedMutex -Mutex $mutex)
        if (-not $isOurs -and $script:trusted -notcontains (Read-MutexOwner -Mutex $mutex)) { throw (New-Failure -Code 'conflict' -Detail 'owner') }
    }
    catch {
        if ((Get-NativeError -Exception $_.Exception).Type -ne 'AbandonedMutexException') { throw }
        $isOurs = $true
    }
    finally { if (-not $isOurs) { Close-NamedMutex -Mutex $mutex } }
    if ($isOurs) { $script:lockMutex = $mutex }
    return $isOurs
}

function Exit-MachineLock {
    $mutex = $script:lockMutex
    $script:lockMutex = $null
    $script:lockToken = $null
    try { Exit-NamedMutex -Mutex $mutex } finally { Close-NamedMutex -Mutex $mutex }
}
