function Get-AlloyInstallation {
    <#
    .SYNOPSIS
        Whether Alloy is installed, in which version, and where its program is; looks into both views of the registry.
    .DESCRIPTION
        The installer is a 32-bit program, so its entry may stand in either view. The version is the program's own where
        it has one: an installer that met a locked program leaves the old one behind and its own version in the registry.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])] param()
    try {
        $program = $null
        $version = $null
        $isListed = $false
        foreach ($view in 'Registry64', 'Registry32') {
            if ([string]::IsNullOrEmpty($program)) { $program = Get-RegistryData -View $view -Path $script:alloyKey -Name '' }
            $entry = Get-RegistryKey -View $view -Path 'SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\Alloy'
            if ($null -eq $entry -or $isListed) { continue }
            $isListed = $true
            $listed = Get-RegistryValue -Key $entry -Name 'DisplayVersion'
            if ($null -ne $listed) { $version = ConvertTo-AlloyVersion -Text ([string]$listed.Data) }
        }
        if ([string]::IsNullOrEmpty($program)) { $program = $null }
        else { $program = ([string]$program).Trim('"') }
        $own = Get-ProgramVersion -Path $program
        if ($null -ne $own) { $version = $own }
        return [pscustomobject]@{ installed = ($isListed -or $null -ne $program); version = $version; programPath = $program }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
