function Get-ProtectedFolder {
    <#
    .SYNOPSIS
        The files of journal, backups or staging, in order of name; none where the folder is not there yet.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])]
    param([Parameter(Mandatory = $true)] [ValidateSet('journal', 'backups', 'staging')] [string] $Folder)
    try {
        $path = Get-ProtectedPath -Folder $Folder
        $entries = @()
        if ($null -ne $path) {
            $entries = @(Read-FolderEntry -Path $path |
                Where-Object -FilterScript { $_.Name -match '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$' } |
                Sort-Object -Property Name -CaseSensitive |
                ForEach-Object -Process { [pscustomobject]@{ name = $_.Name; sizeBytes = $_.Length; modifiedAt = ConvertTo-Utc -Time $_.LastWriteTimeUtc } })
        }
        return [pscustomobject]@{ entries = $entries }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
