# Caption and build of Windows; the registry's product name still says Windows 10 on 11.
function Read-OperatingSystem {
    Get-CimInstance -ClassName Win32_OperatingSystem -Property Caption, BuildNumber, OSArchitecture -OperationTimeoutSec 15 |
        Select-Object -Property Caption, BuildNumber, OSArchitecture
}
