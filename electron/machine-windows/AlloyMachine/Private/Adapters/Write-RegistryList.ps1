# Sets a REG_MULTI_SZ of a key that is there, in the 64-bit view. No cmdlet: module logging would keep what it is given.
function Write-RegistryList {
    param(
        [Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [string] $Name,
        [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [string[]] $Data
    )
    $root = [Microsoft.Win32.RegistryKey]::OpenBaseKey([Microsoft.Win32.RegistryHive]::LocalMachine, [Microsoft.Win32.RegistryView]::Registry64)
    $key = $root.OpenSubKey($Path, $true)
    $key.SetValue($Name, $Data, [Microsoft.Win32.RegistryValueKind]::MultiString)
    $key.Dispose()
}
