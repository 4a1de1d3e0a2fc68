function Remove-ProtectedFile {
    <#
    .SYNOPSIS
        Removes one file of journal, backups or staging; safe when it is gone.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [ValidateSet('journal', 'backups', 'staging')] [string] $Folder,
        [Parameter(Mandatory = $true)] [ValidatePattern('^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$')] [string] $Name
    )
    try {
        $path = Get-ProtectedPath -Folder $Folder -Name $Name
        if ($null -ne $path -and (Test-FilePath -Path $path) -and $PSCmdlet.ShouldProcess("$Folder\$Name", 'remove')) { Remove-FileAt -Path $path }
        return [pscustomobject]@{}
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
