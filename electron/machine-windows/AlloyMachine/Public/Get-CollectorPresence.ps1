function Get-CollectorPresence {
    <#
    .SYNOPSIS
        Which role collectors have something to measure here, told by the services that roles bring along.
    .DESCRIPTION
        Asking for installed roles takes seconds and differs between editions; the collector only needs the thing that it
        measures. A collector that is not named is always possible.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])] param()
    # A name that ends in * stands for every service that begins like it: named instances of SQL Server.
    $services = [ordered]@{
        ad = @('NTDS'); adcs = @('CertSvc'); adfs = @('adfssrv'); container = @('docker', 'containerd', 'vmcompute'); dfsr = @('DFSR')
        dhcp = @('DHCPServer'); dns = @('DNS'); exchange = @('MSExchangeServiceHost'); fsrmquota = @('SrmSvc'); hyperv = @('vmms')
        iis = @('W3SVC'); mscluster = @('ClusSvc'); msmq = @('MSMQ'); mssql = @('MSSQLSERVER', 'MSSQL$*'); nps = @('IAS')
        printer = @('Spooler'); smb = @('LanmanServer'); smbclient = @('LanmanWorkstation'); smtp = @('SMTPSVC')
        terminal_services = @('TermService'); vmware = @('VMTools')
    }
    try {
        $names = @(Read-ServiceName)
        $presence = [ordered]@{}
        foreach ($collector in $services.Keys) {
            $presence[$collector] = 'absent'
            foreach ($wanted in $services[$collector]) {
                foreach ($name in $names) { if ($name -like $wanted) { $presence[$collector] = 'present' } }
            }
        }
        return [pscustomobject]@{ presence = [pscustomobject]$presence }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
