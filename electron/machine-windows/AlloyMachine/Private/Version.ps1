# v1.18.1 of '1.18.1', 'v1.18.1' or '1.18.1.0'; null of anything else.
function ConvertTo-AlloyVersion {
    param([Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Text)
    if ($Text -notmatch '\A\s*v?([0-9]+\.[0-9]+\.[0-9]+)(?:\.0)?(-[0-9A-Za-z.-]+)?\s*\z') { return $null }
    $rest = ''
    if ($Matches.ContainsKey(2)) { $rest = $Matches[2] }
    return 'v' + $Matches[1] + $rest
}

# Of the program's version resource; null where there is no program, no resource, or no way to read it.
function Get-ProgramVersion {
    param([AllowNull()] [AllowEmptyString()] [string] $Path)
    if ([string]::IsNullOrEmpty($Path)) { return $null }
    try { return ConvertTo-AlloyVersion -Text (Read-FileVersion -Path $Path) }
    catch { return $null }
}
