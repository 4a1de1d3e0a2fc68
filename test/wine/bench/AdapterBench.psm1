# Calls the adapters of the real module one by one, as the module itself would, for the tests under Wine.
$script:module = Import-Module -Name "$PSScriptRoot/../../../electron/machine-windows/AlloyMachine/AlloyMachine.psd1" -PassThru
# Things that cannot travel, by the name under which a test keeps them.
$script:kept = @{}

# What an adapter answers: its values and their types, or the error as the module would see it.
function Invoke-Adapter {
    param([string] $Name, [object] $Parameters, [string] $Keep = '')
    $bound = @{}
    foreach ($property in $Parameters.PSObject.Properties) { $bound[$property.Name] = ConvertTo-Parameter -Value $property.Value }
    try { $values = @(& $script:module { param($adapter, $with) & $adapter @with } $Name $bound) }
    catch { return [pscustomobject]@{ failure = Get-Failure -Record $_ } }
    if ($Keep -ne '') {
        $script:kept[$Keep] = $values[0]
        $values = @()
    }
    return [pscustomobject]@{ values = $values; types = @($values | ForEach-Object -Process { $_.GetType().Name }) }
}

# A byte list comes as base64, a kept thing by its name, everything else as it is.
function ConvertTo-Parameter {
    param([AllowNull()] [object] $Value)
    if ($Value -isnot [pscustomobject]) { return , $Value }
    if ($null -ne $Value.PSObject.Properties['kept']) { return $script:kept[$Value.kept] }
    return , [System.Convert]::FromBase64String($Value.base64)
}

function Get-Failure {
    param([System.Management.Automation.ErrorRecord] $Record)
    $native = & $script:module { param($record) Get-NativeError -Exception $record.Exception } $Record
    $code = & $script:module { param($record) Get-FailureCode -Record $record } $Record
    return [pscustomobject]@{ number = $native.Number; type = $native.Type; code = $code; id = $Record.FullyQualifiedErrorId }
}

# Arranges the computer, or asks it by another way than an adapter's: whatever the text says, with $With as its argument.
function Invoke-Arrangement {
    param([string] $Script, [AllowNull()] [object] $With)
    return [pscustomobject]@{ values = @(& ([scriptblock]::Create($Script)) $With) }
}

function Get-Echo { param([AllowNull()] [AllowEmptyString()] [object] $Value) [pscustomobject]@{ value = $Value } }

Export-ModuleMember -Function 'Invoke-Adapter', 'Invoke-Arrangement', 'Get-Echo'
