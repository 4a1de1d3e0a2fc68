function Get-ProtectedFile {
    <#
    .SYNOPSIS
        The bytes of one file of journal, backups or staging.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [ValidateSet('journal', 'backups', 'staging')] [string] $Folder,
        [Parameter(Mandatory = $true)] [ValidatePattern('\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z', Options = 'None')] [string] $Name
    )
    try {
        Assert-FileName -Name $Name
        $path = Get-ProtectedPath -Folder $Folder
        if ($null -eq $path) { throw (New-Failure -Code 'not-found') }
        $content = Get-PathContent -Path "$path\$Name" -IncludeBytes $true
        if ($content.state -ne 'file') { throw (New-Failure -Code 'not-found') }
        return [pscustomobject]@{ bytes = $content.bytes }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
