$script:alloyKey = 'SOFTWARE\GrafanaLabs\Alloy'

# The three values that the service's wrapper reads, in the kinds that it needs. It ends at once where one is missing or
# of another kind (recorded), so such a state is a conflict and nothing to work with.
function Get-SettingValue {
    $key = Get-RegistryKey -View 'Registry64' -Path $script:alloyKey
    if ($null -eq $key) { throw (New-Failure -Code 'not-found') }
    $found = @{}
    foreach ($wanted in @(@('', 'String ExpandString'), @('Arguments', 'MultiString'), @('Environment', 'MultiString'))) {
        $value = Get-RegistryValue -Key $key -Name $wanted[0]
        if ($null -eq $value -or $wanted[1].Split(' ') -notcontains $value.Kind) { throw (New-Failure -Code 'conflict' -Detail ('value "{0}"' -f $wanted[0])) }
        $found[$wanted[0]] = $value.Data
    }
    return ConvertTo-SettingFact -ProgramPath ([string]$found['']) -Arguments ([string[]]@($found['Arguments'])) -Environment ([string[]]@($found['Environment']))
}

function ConvertTo-SettingFact {
    param([string] $ProgramPath, [AllowEmptyCollection()] [AllowEmptyString()] [string[]] $Arguments, [AllowEmptyCollection()] [AllowEmptyString()] [string[]] $Environment)
    # Lengths in front, so that no two lists have one text.
    $text = New-Object -TypeName System.Text.StringBuilder
    foreach ($list in @(@(, $ProgramPath), $Arguments, $Environment)) {
        $null = $text.Append(@($list).Count).Append('#')
        foreach ($item in @($list)) { $null = $text.Append($item.Length).Append(':').Append($item) }
    }
    return [pscustomobject]@{
        programPath = $ProgramPath; arguments = $Arguments; environment = $Environment
        hash = Get-Sha256 -Bytes ([System.Text.Encoding]::Unicode.GetBytes($text.ToString()))
    }
}

# Two values cannot be written in one step: where the second one fails, the first one is put back.
function Write-Setting {
    param([Parameter(Mandatory = $true)] [object] $From, [Parameter(Mandatory = $true)] [object] $To)
    Write-RegistryList -Path $script:alloyKey -Name 'Arguments' -Data $To.arguments
    try { Write-RegistryList -Path $script:alloyKey -Name 'Environment' -Data $To.environment }
    catch {
        Write-RegistryList -Path $script:alloyKey -Name 'Arguments' -Data $From.arguments
        throw
    }
    if ((Get-SettingValue).hash -cne $To.hash) { throw (New-Failure -Code 'verification-failed') }
}
