# Process ids that listen on a TCP port.
function Read-TcpListener {
    param([Parameter(Mandatory = $true)] [int] $Port)
    (Get-NetTCPConnection -LocalPort $Port -State Listen -ErrorAction SilentlyContinue).OwningProcess
}
