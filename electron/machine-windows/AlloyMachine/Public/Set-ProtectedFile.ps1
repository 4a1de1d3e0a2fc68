function Set-ProtectedFile {
    <#
    .SYNOPSIS
        Writes one file of journal, backups or staging whole; it is on disk when this returns.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [ValidateSet('journal', 'backups', 'staging')] [string] $Folder,
        [Parameter(Mandatory = $true)] [ValidatePattern('\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z', Options = 'None')] [string] $Name,
        [Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Bytes
    )
    try {
        Assert-FileName -Name $Name
        [byte[]] $content = ConvertFrom-Base64 -Text $Bytes
        Assert-FileSize -Length $content.Length
        if (-not $PSCmdlet.ShouldProcess("$Folder\$Name", 'write')) { return $null }
        $path = (Get-ProtectedPath -Folder $Folder -Create $true) + '\' + $Name
        Write-Whole -Path $path -Bytes $content
        Assert-Written -Path $path -Hash (Get-Sha256 -Bytes $content)
        $info = Read-FileInfo -Path $path
        return [pscustomobject]@{ name = $Name; sizeBytes = $info.Length; modifiedAt = ConvertTo-Utc -Time $info.LastWriteTimeUtc }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
