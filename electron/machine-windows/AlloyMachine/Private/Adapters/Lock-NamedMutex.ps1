# The machine-wide mutex, taken without waiting; the answer says whether it is ours.
function Lock-NamedMutex {
    $script:machineMutex = New-Object -TypeName System.Threading.Mutex -ArgumentList $false, 'Global\AlloyDesk.Change'
    $script:machineMutex.WaitOne(0)
}
