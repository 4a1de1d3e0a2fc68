function Remove-ProtectedFile {
    <#
    .SYNOPSIS
        Removes one file of journal, backups or staging; safe when it is gone.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [ValidateSet('journal', 'backups', 'staging')] [string] $Folder,
        [Parameter(Mandatory = $true)] [ValidatePattern('\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z', Options = 'None')] [string] $Name
    )
    try {
        Assert-FileName -Name $Name
        $path = Get-ProtectedPath -Folder $Folder
        if ($null -ne $path -and (Get-PathKind -Path "$path\$Name") -ne 'absent' -and $PSCmdlet.ShouldProcess("$Folder\$Name", 'remove')) {
            $null = Invoke-WithPatience -Action { Remove-FileAt -Path "$path\$Name" }
        }
        return [pscustomobject]@{}
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
