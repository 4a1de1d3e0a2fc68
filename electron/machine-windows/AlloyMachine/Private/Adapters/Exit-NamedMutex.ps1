# Gives it back; only the thread that entered it can.
function Exit-NamedMutex { param([Parameter(Mandatory = $true)] [object] $Mutex) $Mutex.ReleaseMutex() }
