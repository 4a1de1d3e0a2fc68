function Get-ProtectedFile {
    <#
    .SYNOPSIS
        The bytes of one file of journal, backups or staging.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [ValidateSet('journal', 'backups', 'staging')] [string] $Folder,
        [Parameter(Mandatory = $true)] [ValidatePattern('^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$')] [string] $Name
    )
    try {
        $path = Get-ProtectedPath -Folder $Folder -Name $Name
        if ($null -eq $path -or -not (Test-FilePath -Path $path)) { throw (New-Failure -Code 'not-found') }
        return [pscustomobject]@{ bytes = [System.Convert]::ToBase64String((Read-FileByte -Path $path)) }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
