# Besides the system and the administrators, these can change every program of a computer anyway: the installer of
# Windows, and those who run the services of a domain controller.
$script:installers = @('S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464', 'S-1-5-32-549')

# To let oneself do more, and to do everything.
$script:takingRights = 0x100C0000

# The first rule, from the folder of a program up to the root, by which somebody else can change the program or put
# another in its place; null when there is none.
function Get-ProgramRule {
    param([Parameter(Mandatory = $true)] [string] $Path)
    $folder = $Path -replace '[\\/][^\\/]+\z', ''
    $rights = -bnot $script:harmlessRights
    while (-not (Test-RootPath -Path $folder)) {
        $found = Get-StrangeRule -Path $folder -Rights $rights
        if ($null -ne $found) { return $found }
        $folder = $folder -replace '[\\/][^\\/]+\z', ''
        # A folder above: to remove it or what is in it. Everybody may make a folder in the root of a drive.
        $rights = $script:takingRights -bor 0x10040
    }
    return Get-StrangeRule -Path ($folder + '\') -Rights ($script:takingRights -bor 0x40)
}

function Test-RootPath {
    param([Parameter(Mandatory = $true)] [string] $Path)
    return $Path -match '\A(?:[A-Za-z]:|\\\\[^\\/]+[\\/][^\\/]+)\z'
}

# A rule of the folder itself with which somebody else has one of the rights. Whoever owns it can give them to themselves.
function Get-StrangeRule {
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [int] $Rights)
    $known = $script:trusted + $script:installers
    $security = Read-PathSecurity -Path $Path
    if ($known -notcontains $security.Owner) { return [pscustomobject]@{ openPath = $Path; openTo = $security.Owner } }
    foreach ($rule in $security.Rules) {
        if ($rule.Type -ne 'Allow' -or $rule.IsForChildren -or $known -contains $rule.Sid) { continue }
        if (($rule.Rights -band $Rights) -ne 0) { return [pscustomobject]@{ openPath = $Path; openTo = $rule.Sid } }
    }
    return $null
}
