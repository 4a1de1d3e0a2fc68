function Get-MachineFact {
    <#
    .SYNOPSIS
        Who and where we are: computer, user, Windows, rights, and what could keep our scripts from running.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])] param()
    try {
        $system = Read-OperatingSystem
        $identity = Read-Identity
        $policies = @(Read-ExecutionPolicy | ForEach-Object -Process { [pscustomobject]@{ scope = [string]$_.Scope; policy = [string]$_.ExecutionPolicy } })
        return [pscustomobject][ordered]@{
            computerName      = [string](Read-ComputerName)
            userName          = [string]$identity.Name
            windows           = '{0}, build {1}, {2}' -f ([string]$system.Caption).Replace('Microsoft ', '').Trim(), $system.BuildNumber, $system.OSArchitecture
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
