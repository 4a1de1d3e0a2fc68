function Unlock-Machine {
    <#
    .SYNOPSIS
        Gives the machine-wide lock back; safe when it was given back already, and harmless with the token of another.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])]
    param([Parameter(Mandatory = $true)] [ValidateLength(1, 100)] [string] $Token)
    try {
        if ($script:lockToken -ceq $Token -and $PSCmdlet.ShouldProcess('the machine', 'unlock')) { Exit-MachineLock }
        return [pscustomobject]@{}
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
