function Remove-ConfigurationFile {
    <#
    .SYNOPSIS
        Takes the configuration away where the expected content is.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [ValidateLength(1, 1000)] [string] $Path,
        [Parameter(Mandatory = $true)] [ValidatePattern('\A(absent|[0-9a-f]{64})\z', Options = 'None')] [string] $Expected
    )
    try {
        Assert-FilePath -Path $Path
        Assert-Content -Path $Path -Expected $Expected
        if ($Expected -ne 'absent' -and $PSCmdlet.ShouldProcess($Path, 'remove')) {
            $null = Invoke-WithPatience -Action { Remove-FileAt -Path $Path }
        }
        return Get-PathContent -Path $Path -IncludeBytes $false
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
