function Set-ConfigurationFile {
    <#
    .SYNOPSIS
        Swaps bytes in where the expected content is, keeping the permissions of the file that was there.
    .PARAMETER Expected
        'absent', or the SHA-256 of the bytes that must be there; a conflict otherwise, and nothing is changed then.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [ValidateLength(1, 1000)] [string] $Path,
        [Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Bytes,
        [Parameter(Mandatory = $true)] [ValidatePattern('\A(absent|[0-9a-f]{64})\z', Options = 'None')] [string] $Expected
    )
    try {
        Assert-FilePath -Path $Path
        [byte[]] $content = ConvertFrom-Base64 -Text $Bytes
        Assert-FileSize -Length $content.Length
        Assert-Content -Path $Path -Expected $Expected
        $hash = Get-Sha256 -Bytes $content
        if ($hash -ne $Expected -and $PSCmdlet.ShouldProcess($Path, 'replace')) {
            New-Folder -Path ($Path -replace '[\\/][^\\/]+\z', '')
            Remove-FormerLeftover -Path $Path
            Write-Whole -Path $Path -Bytes $content -Expected $Expected
            Assert-Written -Path $Path -Hash $hash
        }
        return Get-PathContent -Path $Path -IncludeBytes $false
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
