function Set-ProtectedFile {
    <#
    .SYNOPSIS
        Writes one file of journal, backups or staging whole; it is on disk when this returns.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [ValidateSet('journal', 'backups', 'staging')] [string] $Folder,
        [Parameter(Mandatory = $true)] [ValidatePattern('^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$')] [string] $Name,
        [Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Bytes
    )
    try {
        [byte[]] $content = [System.Convert]::FromBase64String($Bytes)
        if (-not $PSCmdlet.ShouldProcess("$Folder\$Name", 'write')) { return $null }
        $path = Get-ProtectedPath -Folder $Folder -Name $Name -Create $true
        Write-Whole -Path $path -Bytes $content
        return [pscustomobject]@{ name = $Name; sizeBytes = $content.Length; modifiedAt = ConvertTo-Utc -Time (Read-FileInfo -Path $path).LastWriteTimeUtc }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
