# The system and the administrators.
$script:trusted = @('S-1-5-18', 'S-1-5-32-544')

# Reading, listing, running and waiting: with these rights nobody can put anything in or change what is there.
$script:harmlessRights = 0x1200A9

# The path of a protected folder, made and checked on the way: nobody else may own or change it, at any level, because
# everybody may make folders below ProgramData. Null where it is not there.
function Get-ProtectedPath {
    param([Parameter(Mandatory = $true)] [string] $Folder, [bool] $ForWriting = $false)
    $path = (Read-ProgramDataPath).TrimEnd('\')
    foreach ($part in @('AlloyDesk', $Folder)) {
        $path = $path + '\' + $part
        if ((Get-PathKind -Path $path) -eq 'absent') {
            if (-not $ForWriting) { return $null }
            New-ProtectedFolder -Path $path
        }
        $foreign = Get-ForeignRule -Path $path
        if ($ForWriting -and $foreign.Count -gt 0) { Reset-ProtectedFolder -Path $path }
    }
    return $path
}

# Rules that let others look. Explorer adds one for whoever opens the folder and says "Continue". Anything that lets
# others do more is refused: what lies there may then be theirs.
function Get-ForeignRule {
    param([Parameter(Mandatory = $true)] [string] $Path)
    if ((Get-PathKind -Path $Path) -ne 'directory') { throw (New-Failure -Code 'conflict' -Detail 'no folder, or a link') }
    $security = Read-PathSecurity -Path $Path
    if ($script:trusted -notcontains $security.Owner) { throw (New-Failure -Code 'conflict' -Detail 'owner') }
    $foreign = @($security.Rules | Where-Object -FilterScript { $_.Type -eq 'Allow' -and $script:trusted -notcontains $_.Sid })
    foreach ($rule in $foreign) {
        if (($rule.Rights -band -bnot $script:harmlessRights) -ne 0) { throw (New-Failure -Code 'conflict' -Detail 'permissions') }
    }
    return , $foreign
}

# What is written from now on is for nobody else again.
function Reset-ProtectedFolder {
    param([Parameter(Mandatory = $true)] [string] $Path)
    Write-FolderRule -Path $Path
    if ((Get-ForeignRule -Path $Path).Count -gt 0) { throw (New-Failure -Code 'verification-failed' -Detail 'permissions') }
}

# The pattern of the parameter lets names through that Windows would change.
function Assert-FileName {
    param([Parameter(Mandatory = $true)] [string] $Name)
    if ($Name -match '\.\z' -or (Test-DeviceName -Name $Name)) { throw (New-Failure -Code 'invalid-request' -Detail 'file name') }
}
