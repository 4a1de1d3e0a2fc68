function Get-AlloyInstallation {
    <#
    .SYNOPSIS
        Whether Alloy is installed, in which version, and where its program is; looks into both views of the registry.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])] param()
    try {
        $keys = @(
            'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\Alloy'
            'HKLM:\SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall\Alloy'
        )
        $uninstall = $keys | ForEach-Object -Process { Read-RegistryKey -Path $_ } | Select-Object -First 1
        $own = Read-RegistryKey -Path 'HKLM:\SOFTWARE\GrafanaLabs\Alloy'
        $program = $null
        if ($null -ne $own -and $null -ne $own.PSObject.Properties['(default)']) { $program = [string]$own.'(default)' }
        $version = $null
        if ($null -ne $uninstall -and $null -ne $uninstall.PSObject.Properties['DisplayVersion']) { $version = 'v' + ([string]$uninstall.DisplayVersion).TrimStart('v') }
        return [pscustomobject]@{ installed = ($null -ne $uninstall -or $null -ne $program); version = $version; programPath = $program }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
