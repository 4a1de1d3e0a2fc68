# Who can change every program of a computer anyway, besides the system and the administrators: the installer of Windows,
# the operators of a domain controller, the built-in administrator, and the administrators of a domain and of a forest.
# OWNER RIGHTS and CREATOR OWNER stand for the owner, who is looked at too.
$script:asPowerful = '\A(?:S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464|S-1-5-32-549|S-1-5-21-\d+-\d+-\d+-(?:500|512|519)|S-1-3-[04])\z'

# Everybody, and whoever has merely signed in. In a folder above, any other account is taken for an administrator's, but
# for the person's own, under which their other programs run without the rights of an administrator.
$script:everybody = '\A(?:S-1-1-0|S-1-2-[01]|S-1-5-(?:2|4|7|11|15)|S-1-5-32-54[567]|S-1-5-21-\d+-\d+-\d+-51[345])\z'

# Reading, listing, running and waiting, as rights of files and as general ones.
$script:harmlessRights = 0xA01200A9

# To change the rules or the owner of a folder, to do everything with it, to remove what is in it. Below: to remove itself.
$script:movingRights = 0x100C0040
$script:deleteRight = 0x10000

# The first rule, from a program up to the root, by which somebody else can change the program or put another in its
# place; null when there is none.
function Get-ProgramRule {
    param([Parameter(Mandatory = $true)] [string] $Path)
    $folder = Get-FolderAbove -Path $Path
    foreach ($place in @($Path, $folder)) {
        $found = Get-StrangerRule -Path $place
        if ($null -ne $found) { return $found }
    }
    $person = [string](Read-Identity).Sid
    while (-not (Test-RootPath -Path $folder)) {
        $folder = Get-FolderAbove -Path $folder
        $found = Get-MovingRule -Path $folder -Person $person
        if ($null -ne $found) { return $found }
    }
    return $null
}

function Get-FolderAbove {
    param([Parameter(Mandatory = $true)] [string] $Path)
    $above = $Path -replace '[\\/][^\\/]+\z', ''
    if (Test-RootPath -Path ($above + '\')) { return $above + '\' }
    return $above
}

function Test-RootPath {
    param([Parameter(Mandatory = $true)] [string] $Path)
    return $Path -match '\A(?:[A-Za-z]:|\\\\[^\\/]+[\\/][^\\/]+)\\\z'
}

# A rule that lets somebody else do more than run the program; an owner who is somebody else can make such a rule, and
# counts as one. So does a rule of a folder for what comes into it: it is on the files.
function Get-StrangerRule {
    param([Parameter(Mandatory = $true)] [string] $Path)
    $security = Read-PathSecurity -Path $Path
    if (Test-Stranger -Sid $security.Owner) { return [pscustomobject]@{ openPath = $Path; openTo = $security.Owner } }
    foreach ($rule in $security.Rules) {
        if ($rule.Type -ne 'Allow' -or ($rule.Rights -band -bnot $script:harmlessRights) -eq 0) { continue }
        if (Test-Stranger -Sid $rule.Sid) { return [pscustomobject]@{ openPath = $Path; openTo = $rule.Sid } }
    }
    return $null
}

function Test-Stranger {
    param([Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Sid)
    return $script:trusted -notcontains $Sid -and $Sid -notmatch $script:asPowerful
}

# A rule of a folder above by which everybody, or the person's other programs, can move it away or what is in it. A root
# cannot be moved.
function Get-MovingRule {
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Person)
    $rights = $script:movingRights
    if (-not (Test-RootPath -Path $Path)) { $rights = $rights -bor $script:deleteRight }
    $security = Read-PathSecurity -Path $Path
    $isStranger = Test-Stranger -Sid $Person
    if ($isStranger -and $security.Owner -eq $Person) { return [pscustomobject]@{ openPath = $Path; openTo = $Person } }
    foreach ($rule in $security.Rules) {
        if ($rule.Type -ne 'Allow' -or $rule.IsForChildren -or ($rule.Rights -band $rights) -eq 0) { continue }
        if ($rule.Sid -match $script:everybody -or ($isStranger -and $rule.Sid -eq $Person)) { return [pscustomobject]@{ openPath = $Path; openTo = $rule.Sid } }
    }
    return $null
}
