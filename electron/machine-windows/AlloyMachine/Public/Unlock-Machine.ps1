function Unlock-Machine {
    <#
    .SYNOPSIS
        Gives the machine-wide lock back; safe when it was given back already.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])]
    param([Parameter(Mandatory = $true)] [ValidateLength(1, 100)] [string] $Token)
    try {
        if ((Get-LockToken) -eq $Token -and $PSCmdlet.ShouldProcess('the machine', 'unlock')) {
            $script:lockToken = $null
            Unlock-NamedMutex
        }
        return [pscustomobject]@{}
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
