# Whether this view of HKEY_LOCAL_MACHINE has the key.
function Test-RegistryKey {
    param([Parameter(Mandatory = $true)] [string] $View, [Parameter(Mandatory = $true)] [string] $Path)
    $root = [Microsoft.Win32.RegistryKey]::OpenBaseKey([Microsoft.Win32.RegistryHive]::LocalMachine, [Microsoft.Win32.RegistryView]$View)
    return $null -ne $root.OpenSubKey($Path)
}
