# True when it is ours now. Where the holder died it is ours too, and this fails with AbandonedMutexException.
function Enter-NamedMutex { param([Parameter(Mandatory = $true)] [object] $Mutex) $Mutex.WaitOne(0) }
