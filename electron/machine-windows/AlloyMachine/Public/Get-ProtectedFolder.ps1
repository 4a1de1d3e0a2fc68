function Get-ProtectedFolder {
    <#
    .SYNOPSIS
        The files of journal, backups or staging, in order of name; none where the folder is not there yet.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])]
    param([Parameter(Mandatory = $true)] [ValidateSet('journal', 'backups', 'staging')] [string] $Folder)
    try {
        $entries = New-Object -TypeName 'System.Collections.Generic.SortedDictionary[string,object]' -ArgumentList ([System.StringComparer]::Ordinal)
        $path = Get-ProtectedPath -Folder $Folder
        if ($null -ne $path) {
            foreach ($file in @(Read-FolderEntry -Path $path)) {
                # What is half written has a name of another kind.
                if ($file.Name -cnotmatch '\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z') { continue }
                $entries[$file.Name] = [pscustomobject]@{ name = $file.Name; sizeBytes = $file.Length; modifiedAt = ConvertTo-Utc -Time $file.LastWriteTimeUtc }
            }
        }
        return [pscustomobject]@{ entries = [object[]]@($entries.Values) }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
