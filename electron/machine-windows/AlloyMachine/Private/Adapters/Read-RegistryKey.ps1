# The values of a key that is there, unexpanded ('' names the default value), and the names of the keys below it.
function Read-RegistryKey {
    param([Parameter(Mandatory = $true)] [string] $View, [Parameter(Mandatory = $true)] [string] $Path)
    $root = [Microsoft.Win32.RegistryKey]::OpenBaseKey([Microsoft.Win32.RegistryHive]::LocalMachine, [Microsoft.Win32.RegistryView]$View)
    $key = $root.OpenSubKey($Path)
    $raw = [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames
    $values = $key.GetValueNames() | ForEach-Object -Process {
        [pscustomobject]@{ Name = $_; Kind = [string]$key.GetValueKind($_); Data = $key.GetValue($_, $null, $raw) }
    }
    [pscustomobject]@{ Values = @($values); Keys = @($key.GetSubKeyNames()) }
    $key.Dispose()
}
