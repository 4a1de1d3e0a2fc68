function Get-PortOwner {
    <#
    .SYNOPSIS
        Who listens on a TCP port of this computer, or nothing.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])]
    param([Parameter(Mandatory = $true)] [ValidateRange(1, 65535)] [int] $Port)
    try {
        $owner = Read-TcpListener -Port $Port | Select-Object -First 1
        $record = $null
        if ($null -ne $owner) { $record = Read-ProcessRecord -Filter ('ProcessId={0}' -f [int]$owner) | Select-Object -First 1 }
        return [pscustomobject]@{ process = ConvertTo-ProcessFact -Record $record }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
