# The values of one key as properties; nothing where there is no such key.
function Read-RegistryKey {
    param([Parameter(Mandatory = $true)] [string] $Path)
    Get-ItemProperty -LiteralPath $Path -ErrorAction SilentlyContinue
}
