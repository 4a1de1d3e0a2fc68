# Caption, build and architecture of Windows.
function Read-OperatingSystem {
    Get-CimInstance -ClassName Win32_OperatingSystem -Property Caption, BuildNumber, OSArchitecture -OperationTimeoutSec 15
}
