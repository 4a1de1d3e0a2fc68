function Remove-ConfigurationFile {
    <#
    .SYNOPSIS
        Takes the configuration away where the expected content is.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [ValidateLength(1, 1000)] [string] $Path,
        [Parameter(Mandatory = $true)] [ValidatePattern('^(absent|[0-9a-f]{64})$')] [string] $Expected
    )
    try {
        Assert-Content -Path $Path -Expected $Expected
        if ($PSCmdlet.ShouldProcess($Path, 'remove') -and (Test-FilePath -Path $Path)) { Remove-FileAt -Path $Path }
        return Get-PathContent -Path $Path -IncludeBytes $false
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
