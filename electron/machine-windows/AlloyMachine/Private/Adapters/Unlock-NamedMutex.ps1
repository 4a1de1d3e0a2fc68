function Unlock-NamedMutex { $script:machineMutex.ReleaseMutex(); $script:machineMutex.Dispose() }
