# A key of the registry, or null where this view has none of the name.
function Get-RegistryKey {
    param([Parameter(Mandatory = $true)] [string] $View, [Parameter(Mandatory = $true)] [string] $Path)
    if (-not (Test-RegistryKey -View $View -Path $Path)) { return $null }
    return Read-RegistryKey -View $View -Path $Path
}

# A value with its kind, or null.
function Get-RegistryValue {
    param([Parameter(Mandatory = $true)] [AllowNull()] [object] $Key, [Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Name)
    if ($null -eq $Key) { return $null }
    foreach ($value in $Key.Values) { if ($value.Name -eq $Name) { return $value } }
    return $null
}

# What a value holds, or null where key or value are missing.
function Get-RegistryData {
    param([Parameter(Mandatory = $true)] [string] $View, [Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Name)
    $value = Get-RegistryValue -Key (Get-RegistryKey -View $View -Path $Path) -Name $Name
    if ($null -eq $value) { return $null }
    return $value.Data
}
