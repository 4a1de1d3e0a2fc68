# Lets go of the handle.
function Close-NamedMutex { param([Parameter(Mandatory = $true)] [object] $Mutex) $Mutex.Dispose() }
