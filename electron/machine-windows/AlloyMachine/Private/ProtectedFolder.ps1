# The system and the administrators.
$script:trusted = @('S-1-5-18', 'S-1-5-32-544')

# The path of a protected folder, made and checked on the way: nobody else may own or enter it, at any level, because
# everybody may make folders below ProgramData. Null where it is not there.
function Get-ProtectedPath {
    param([Parameter(Mandatory = $true)] [string] $Folder, [bool] $Create = $false)
    $path = (Read-ProgramDataPath).TrimEnd('\')
    foreach ($part in @('AlloyDesk', $Folder)) {
        $path = $path + '\' + $part
        if ((Get-PathKind -Path $path) -eq 'absent') {
            if (-not $Create) { return $null }
            New-ProtectedFolder -Path $path
        }
        Assert-ProtectedFolder -Path $path
    }
    return $path
}

# Nobody else may be let in, not even to read: "Continue" of Explorer gives every right, and what lies there may then be
# theirs.
function Assert-ProtectedFolder {
    param([Parameter(Mandatory = $true)] [string] $Path)
    if ((Get-PathKind -Path $Path) -ne 'directory') { throw (New-Failure -Code 'conflict' -Detail 'no folder, or a link') }
    $security = Read-PathSecurity -Path $Path
    if ($script:trusted -notcontains $security.Owner) { throw (New-Failure -Code 'conflict' -Detail 'owner') }
    foreach ($rule in $security.Rules) {
        if ($rule.Type -eq 'Allow' -and $script:trusted -notcontains $rule.Sid) { throw (New-Failure -Code 'conflict' -Detail 'permissions') }
    }
}

# The pattern of the parameter lets names through that Windows would change.
function Assert-FileName {
    param([Parameter(Mandatory = $true)] [string] $Name)
    if ($Name -match '\.\z' -or (Test-DeviceName -Name $Name)) { throw (New-Failure -Code 'invalid-request' -Detail 'file name') }
}
