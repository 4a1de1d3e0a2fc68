function Set-AlloyRecovery {
    <#
    .SYNOPSIS
        Sets what Windows does when the service dies: restarts after the delays, in order; none without delays.
    .PARAMETER DelaysMs
        Milliseconds before each restart; the last one counts for all later ends.
    .PARAMETER ResetSeconds
        Without an end for so long, the count of ends begins anew.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [ValidateCount(0, 20)] [AllowEmptyCollection()] [ValidateRange(0, 86400000)] [int[]] $DelaysMs,
        [Parameter(Mandatory = $true)] [ValidateRange(0, 31536000)] [int] $ResetSeconds,
        [Parameter(Mandatory = $true)] [bool] $OnErrorExit
    )
    try {
        $null = Get-PresentService
        if (-not $PSCmdlet.ShouldProcess('Alloy', 'change recovery')) { return Get-RecoveryFact }
        Write-Recovery -DelaysMs $DelaysMs -ResetSeconds $ResetSeconds -OnErrorExit $OnErrorExit
        $now = Get-RecoveryFact
        Assert-Recovery -Fact $now -DelaysMs $DelaysMs -ResetSeconds $ResetSeconds -OnErrorExit $OnErrorExit
        return $now
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
