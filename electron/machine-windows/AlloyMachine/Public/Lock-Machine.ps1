function Lock-Machine {
    <#
    .SYNOPSIS
        Takes the machine-wide lock for this shell, or says at once that somebody else holds it.
    .DESCRIPTION
        The lock is a mutex and belongs to a thread: only the shell that took it can give it back, and when that shell
        dies the next one gets it.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])]
    param([Parameter(Mandatory = $true)] [ValidateLength(1, 100)] [string] $Purpose)
    try {
        if (-not $PSCmdlet.ShouldProcess('the machine', $Purpose)) { return [pscustomobject]@{ token = '' } }
        # The mutex would let its own thread in again.
        if ($null -ne $script:lockToken -or -not (Enter-MachineLock)) { throw (New-Failure -Code 'busy') }
        $script:lockToken = [guid]::NewGuid().ToString('N')
        return [pscustomobject]@{ token = $script:lockToken }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
