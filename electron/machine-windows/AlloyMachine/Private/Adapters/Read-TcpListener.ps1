# Ids of the processes that listen on a TCP port; state 2 is "listen". The class, because its cmdlet is slow to load.
function Read-TcpListener {
    param([Parameter(Mandatory = $true)] [int] $Port)
    $filter = 'LocalPort={0} AND State=2' -f $Port
    Get-CimInstance -Namespace root/StandardCimv2 -ClassName MSFT_NetTCPConnection -Filter $filter -OperationTimeoutSec 15 |
        ForEach-Object -Process { [int]$_.OwningProcess }
}
