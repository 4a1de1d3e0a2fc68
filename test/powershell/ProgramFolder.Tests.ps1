BeforeAll {
    . "$PSScriptRoot/Arrange.ps1"

    $person = 'S-1-5-21-1-2-3-1001'
    $users = 'S-1-5-32-545'
    $signedIn = 'S-1-5-11'
    $installer = 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464'
    $all = 0x1F01FF
    $change = 0x1301BF
    $look = 0x1200A9

    function New-Rule {
        param([string] $Sid, [int] $Rights, [bool] $IsForChildren = $false, [string] $Type = 'Allow')
        [pscustomobject]@{ Type = $Type; Sid = $Sid; Rights = $Rights; IsForChildren = $IsForChildren }
    }
    function New-Security { param([string] $Owner, [object[]] $Rule) [pscustomobject]@{ Owner = $Owner; Rules = @((New-Rule 'S-1-5-18' $all), (New-Rule 'S-1-5-32-544' $all)) + $Rule } }

    # As Windows makes them: icacls of a new Windows 11 and a new Server 2022.
    $fresh = @{
        'C:\'                          = New-Security $installer @((New-Rule $signedIn 0x4), (New-Rule $signedIn $change $true), (New-Rule $users $look), (New-Rule 'S-1-15-3-65536-1888954469' 0x100001))
        'C:\Program Files'             = New-Security $installer @((New-Rule $installer $all), (New-Rule 'S-1-3-0' 0x10000000 $true), (New-Rule $users $look), (New-Rule 'S-1-15-2-1' $look))
        'C:\Program Files\Alloy Desk' = New-Security 'S-1-5-32-544' @((New-Rule $installer $all), (New-Rule 'S-1-3-0' 0x10000000 $true), (New-Rule $users $look), (New-Rule $users 0xA0000000 $true), (New-Rule 'S-1-15-2-1' $look), (New-Rule 'S-1-15-2-1' 0xA0000000 $true))
        'C:\Program Files\Alloy Desk\Alloy Desk.exe' = New-Security 'S-1-5-32-544' @((New-Rule $users $look), (New-Rule 'S-1-15-2-1' $look))
    }

    # Who can change the program where some folders are other than Windows makes them.
    function Get-Protection {
        param([hashtable] $Where = @{}, [string] $Of = 'C:\Program Files\Alloy Desk\Alloy Desk.exe')
        $global:alloySecurity = $fresh.Clone()
        foreach ($key in $Where.Keys) { $global:alloySecurity[$key] = $Where[$key] }
        Mock -ModuleName 'AlloyMachine' -CommandName 'Read-PathSecurity' -MockWith { $global:alloySecurity[$Path] }
        Mock -ModuleName 'AlloyMachine' -CommandName 'Read-Identity' -MockWith { [pscustomobject]@{ Name = 'A\b'; Sid = 'S-1-5-21-1-2-3-1001'; IsAdministrator = $true } }
        Get-ProgramProtection -Path $Of
    }
    function Get-Verdict { param([hashtable] $Where = @{}, [string] $Of = 'C:\Program Files\Alloy Desk\Alloy Desk.exe') $found = Get-Protection -Where $Where -Of $Of; '{0} {1}' -f $found.openPath, $found.openTo }
}
AfterAll { Remove-Variable -Name 'alloySecurity' -Scope 'Global' -ErrorAction Ignore }

Describe 'A program below Program Files, as Windows makes it' {
    It 'can be changed by administrators alone' { Get-Verdict | Should -BeExactly ' ' }

    It 'may be changed by the operators of a domain controller' {
        Get-Verdict -Where @{ 'C:\Program Files' = (New-Security $installer @((New-Rule 'S-1-5-32-549' $change))) } | Should -BeExactly ' '
    }

    It 'is looked at on a share too' {
        $ours = New-Security 'S-1-5-32-544' @()
        $share = @{ '\\server\share\' = $ours; '\\server\share\a' = $ours; '\\server\share\a\b.exe' = $ours }
        Get-Verdict -Where $share -Of '\\server\share\a\b.exe' | Should -BeExactly ' '
    }
}

Describe 'A program that others can change' {
    It 'lies in a folder that <Why>' -ForEach @(
        @{ Why = 'they may change'; Rights = 0x1301BF }, @{ Why = 'they may put files into'; Rights = 0x2 }
        @{ Why = 'they may put folders into'; Rights = 0x4 }, @{ Why = 'they may empty'; Rights = 0x40 }
        @{ Why = 'they may remove'; Rights = 0x10000 }, @{ Why = 'they may open to themselves'; Rights = 0x40000 }
        @{ Why = 'they may take over'; Rights = 0x80000 }, @{ Why = 'they may do anything with'; Rights = 0x10000000 }
        @{ Why = 'they may write to, by a general right'; Rights = 0x40000000 }
    ) {
        $folder = 'C:\Program Files\Alloy Desk'
        Get-Verdict -Where @{ $folder = (New-Security 'S-1-5-32-544' @((New-Rule $users $Rights))) } | Should -BeExactly "$folder $users"
    }

    It 'lies in a folder of their own' {
        $folder = 'C:\Users\a\Downloads'
        $there = @{ "$folder\Alloy Desk.exe" = (New-Security 'S-1-5-32-544' @()); $folder = (New-Security $person @()) }
        Get-Verdict -Where $there -Of "$folder\Alloy Desk.exe" | Should -BeExactly "$folder $person"
    }

    It 'is their own file' {
        $program = 'C:\Program Files\Alloy Desk\Alloy Desk.exe'
        Get-Verdict -Where @{ $program = (New-Security $person @()) } | Should -BeExactly "$program $person"
    }

    It 'lies in a folder whose files they may change' {
        $folder = 'C:\Program Files\Alloy Desk'
        Get-Verdict -Where @{ $folder = (New-Security 'S-1-5-32-544' @((New-Rule $users $change $true))) } | Should -BeExactly "$folder $users"
    }

    It 'lies in the root of a drive, where everybody may make folders' {
        Get-Verdict -Where @{ 'C:\Alloy Desk.exe' = (New-Security 'S-1-5-32-544' @()) } -Of 'C:\Alloy Desk.exe' | Should -BeExactly "C:\ $signedIn"
    }

    It 'lies below a folder that everybody may rename' {
        Get-Verdict -Where @{ 'C:\Program Files' = (New-Security $installer @((New-Rule $users 0x10000))) } | Should -BeExactly "C:\Program Files $users"
    }

    It 'lies below a folder that <How>' -ForEach @(
        @{ How = 'the person owns'; Owner = 'S-1-5-21-1-2-3-1001'; Sid = 'S-1-5-32-544' }
        @{ How = 'the person may rename'; Owner = 'S-1-5-18'; Sid = 'S-1-5-21-1-2-3-1001' }
    ) {
        $program = 'C:\Users\a\Alloy Desk\Alloy Desk.exe'
        $closed = New-Security 'S-1-5-32-544' @()
        $there = @{ $program = $closed; 'C:\Users\a\Alloy Desk' = $closed; 'C:\Users\a' = (New-Security $Owner @((New-Rule $Sid $all))) }
        Get-Verdict -Where $there -Of $program | Should -BeExactly "C:\Users\a $person"
    }

    It 'lies on a drive whose root <Sid> may empty' -ForEach @(
        @{ Sid = 'S-1-1-0' }, @{ Sid = 'S-1-5-11' }, @{ Sid = 'S-1-5-4' }, @{ Sid = 'S-1-5-32-545' }, @{ Sid = 'S-1-5-21-7-8-9-513' }
    ) {
        Get-Verdict -Where @{ 'C:\' = (New-Security $installer @((New-Rule $Sid $all))) } | Should -BeExactly "C:\ $Sid"
    }
}

Describe 'A rule that opens no program' {
    It 'denies' {
        Get-Verdict -Where @{ 'C:\Program Files\Alloy Desk' = (New-Security 'S-1-5-32-544' @((New-Rule $users $all -Type 'Deny'))) } | Should -BeExactly ' '
    }

    It 'is for <Who>' -ForEach @(
        @{ Who = 'the administrators of a domain'; Sid = 'S-1-5-21-7-8-9-512' }, @{ Who = 'the administrators of a forest'; Sid = 'S-1-5-21-7-8-9-519' }
        @{ Who = 'the built-in administrator'; Sid = 'S-1-5-21-7-8-9-500' }, @{ Who = 'the owner, whoever that is'; Sid = 'S-1-3-4' }
    ) {
        $rule = New-Security 'S-1-5-32-544' @((New-Rule $Sid $all))
        Get-Verdict -Where @{ 'C:\' = $rule; 'C:\Program Files\Alloy Desk' = $rule } | Should -BeExactly ' '
    }

    It 'is for a group of which nothing is known, in a folder above' {
        Get-Verdict -Where @{ 'C:\' = (New-Security 'S-1-5-21-7-8-9-1200' @((New-Rule 'S-1-5-21-7-8-9-1200' $all))) } | Should -BeExactly ' '
    }

    It 'lets others make folders in a folder above' {
        Get-Verdict -Where @{ 'C:\Program Files' = (New-Security $installer @((New-Rule $users 0x6))) } | Should -BeExactly ' '
    }
}
