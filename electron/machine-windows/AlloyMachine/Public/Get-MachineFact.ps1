function Get-MachineFact {
    <#
    .SYNOPSIS
        Who and where we are: computer, user, Windows, rights, and what could keep our scripts from running.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])] param()
    try {
        $system = Read-OperatingSystem | Select-Object -First 1
        $identity = Read-Identity
        $build = [string]$system.BuildNumber
        $revision = Get-RegistryData -View 'Registry64' -Path 'SOFTWARE\Microsoft\Windows NT\CurrentVersion' -Name 'UBR'
        if ($null -ne $revision) { $build = '{0}.{1}' -f $build, $revision }
        $processor = Get-RegistryData -View 'Registry64' -Path 'SYSTEM\CurrentControlSet\Control\Session Manager\Environment' -Name 'PROCESSOR_ARCHITECTURE'
        $architecture = @{ AMD64 = 'x64'; ARM64 = 'arm64'; x86 = 'x86' }[[string]$processor]
        if ($null -eq $architecture) { $architecture = [string]$system.OSArchitecture }
        $policies = @(Read-ExecutionPolicy | ForEach-Object -Process { [pscustomobject]@{ scope = [string]$_.Scope; policy = [string]$_.ExecutionPolicy } })
        return [pscustomobject][ordered]@{
            computerName      = [string](Read-ComputerName)
            userName          = [string]$identity.Name
            windows           = '{0}, build {1}, {2}' -f ([string]$system.Caption).Replace('Microsoft ', '').Trim(), $build, $architecture
            isElevated        = [bool]$identity.IsAdministrator
            language          = [string](Read-DisplayLanguage)
            powerShell        = [string]$PSVersionTable.PSVersion
            edition           = [string]$PSVersionTable.PSEdition
            languageMode      = [string]$ExecutionContext.SessionState.LanguageMode
            executionPolicies = $policies
        }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
