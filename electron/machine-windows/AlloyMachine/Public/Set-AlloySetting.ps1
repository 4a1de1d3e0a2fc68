function Set-AlloySetting {
    <#
    .SYNOPSIS
        Sets arguments and environment of the service in the registry; they count from its next start.
    .PARAMETER Expected
        The hash of the settings that must be there, as Get-AlloySetting answers it; a conflict otherwise, and nothing is
        changed then.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [ValidateCount(0, 200)] [AllowEmptyCollection()] [AllowEmptyString()] [string[]] $Arguments,
        [Parameter(Mandatory = $true)] [ValidateCount(0, 200)] [AllowEmptyCollection()] [AllowEmptyString()] [string[]] $Environment,
        [Parameter(Mandatory = $true)] [ValidatePattern('\A[0-9a-f]{64}\z', Options = 'None')] [string] $Expected
    )
    try {
        Assert-ListItem -Item $Arguments
        Assert-ListItem -Item $Environment
        $before = Get-SettingValue
        if ($before.hash -cne $Expected) { throw (New-Failure -Code 'conflict') }
        $wanted = ConvertTo-SettingFact -ProgramPath $before.programPath -Arguments $Arguments -Environment $Environment
        if ($wanted.hash -ceq $before.hash -or -not $PSCmdlet.ShouldProcess('Alloy', 'change arguments and environment')) { return $before }
        Write-Setting -From $before -To $wanted
        return $wanted
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
