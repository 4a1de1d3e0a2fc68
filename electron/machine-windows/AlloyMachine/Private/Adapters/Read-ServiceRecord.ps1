# The service Alloy as the service manager sees it; nothing where there is none.
function Read-ServiceRecord {
    Get-CimInstance -ClassName Win32_Service -Filter "Name='Alloy'" -OperationTimeoutSec 15 |
        Select-Object -Property State, StartMode, DelayedAutoStart, StartName, ProcessId, ExitCode, ServiceSpecificExitCode
}
