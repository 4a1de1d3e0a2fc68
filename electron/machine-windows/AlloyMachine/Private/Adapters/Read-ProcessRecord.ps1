# Processes that a WMI filter selects.
function Read-ProcessRecord {
    param([Parameter(Mandatory = $true)] [string] $Filter)
    Get-CimInstance -ClassName Win32_Process -Filter $Filter -OperationTimeoutSec 15 |
        Select-Object -Property ProcessId, Name, CreationDate, WorkingSetSize
}
