function Lock-Machine {
    <#
    .SYNOPSIS
        Takes the machine-wide lock for this shell, or says at once that somebody else holds it.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])]
    param([Parameter(Mandatory = $true)] [ValidateLength(1, 100)] [string] $Purpose)
    try {
        if (-not $PSCmdlet.ShouldProcess('the machine', $Purpose)) { return $null }
        if ($null -ne (Get-LockToken)) { throw (New-Failure -Code 'busy') }
        # A holder that died has left it to us.
        $isOurs = $false
        try { $isOurs = Lock-NamedMutex } catch { if ($_.Exception.GetBaseException() -is [System.Threading.AbandonedMutexException]) { $isOurs = $true } else { throw } }
        if (-not $isOurs) { throw (New-Failure -Code 'busy') }
        $script:lockToken = [guid]::NewGuid().ToString('N')
        return [pscustomobject]@{ token = $script:lockToken }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
