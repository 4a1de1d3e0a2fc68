function Get-CollectorPresence {
    <#
    .SYNOPSIS
        Which role collectors have something to measure here, told by the services that roles bring along.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])] param()
    $services = [ordered]@{
        ad = 'NTDS'; adcs = 'CertSvc'; adfs = 'adfssrv'; container = 'vmcompute'; dfsr = 'DFSR'; dhcp = 'DHCPServer'; dns = 'DNS'
        exchange = 'MSExchangeServiceHost'; fsrmquota = 'SrmSvc'; hyperv = 'vmms'; iis = 'W3SVC'; mscluster = 'ClusSvc'; msmq = 'MSMQ'
        nps = 'IAS'; printer = 'Spooler'; smb = 'LanmanServer'; smbclient = 'LanmanWorkstation'; smtp = 'SMTPSVC'
        terminal_services = 'TermService'; vmware = 'VMTools'
    }
    try {
        $names = @(Read-ServiceName)
        $presence = [ordered]@{}
        foreach ($collector in $services.Keys) {
            $presence[$collector] = 'absent'
            if ($names -contains $services[$collector]) { $presence[$collector] = 'present' }
        }
        return [pscustomobject]@{ presence = [pscustomobject]$presence }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
