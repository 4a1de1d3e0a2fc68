function Get-AlloySetting {
    <#
    .SYNOPSIS
        How the service starts Alloy: program, arguments and environment, as the three values in the registry say.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])] param()
    try {
        $key = Read-RegistryKey -Path 'HKLM:\SOFTWARE\GrafanaLabs\Alloy'
        if ($null -eq $key) { throw (New-Failure -Code 'not-found') }
        foreach ($name in '(default)', 'Arguments', 'Environment') {
            if ($null -eq $key.PSObject.Properties[$name]) { throw (New-Failure -Code 'conflict' -Detail $name) }
        }
        $arguments = @($key.Arguments | Where-Object -FilterScript { $null -ne $_ } | ForEach-Object -Process { [string]$_ })
        $environment = @($key.Environment | Where-Object -FilterScript { $null -ne $_ -and $_ -ne '' } | ForEach-Object -Process { [string]$_ })
        $text = @([string]$key.'(default)') + $arguments + @('') + $environment
        return [pscustomobject]@{
            programPath = [string]$key.'(default)'
            arguments   = $arguments
            environment = $environment
            hash        = Get-Sha256 -Bytes ([System.Text.Encoding]::UTF8.GetBytes([string]::Join("`n", $text)))
        }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
