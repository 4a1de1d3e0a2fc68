function Set-ConfigurationFile {
    <#
    .SYNOPSIS
        Swaps bytes in where the expected content is, keeping the permissions of the file that was there.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [ValidateLength(1, 1000)] [string] $Path,
        [Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Bytes,
        [Parameter(Mandatory = $true)] [ValidatePattern('^(absent|[0-9a-f]{64})$')] [string] $Expected
    )
    try {
        [byte[]] $content = [System.Convert]::FromBase64String($Bytes)
        Assert-Content -Path $Path -Expected $Expected
        if ($PSCmdlet.ShouldProcess($Path, 'replace')) { Write-Whole -Path $Path -Bytes $content -Expected $Expected }
        return Get-PathContent -Path $Path -IncludeBytes $false
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
