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
        'C:\'                          = New-Security $installer @((New-Rule $signedIn 0x4), (New-Rule $signedIn $change $true), (New-Rule $users $look))
        'C:\Program Files'             = New-Security $installer @((New-Rule $installer $all), (New-Rule 'S-1-3-0' 0x10000000 $true), (New-Rule $users $look), (New-Rule 'S-1-15-2-1' $look))
        'C:\Program Files\Alloy Desk' = New-Security 'S-1-5-32-544' @((New-Rule $users $look), (New-Rule 'S-1-15-2-1' $look))
    }

    # Who can change the program where some folders are other than Windows makes them.
    function Get-Protection {
        param([hashtable] $Where = @{}, [string] $Of = 'C:\Program Files\Alloy Desk\Alloy Desk.exe')
        $global:alloySecurity = $fresh.Clone()
        foreach ($key in $Where.Keys) { $global:alloySecurity[$key] = $Where[$key] }
        Mock -ModuleName 'AlloyMachine' -CommandName 'Read-PathSecurity' -MockWith { $global:alloySecurity[$Path] }
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
        $share = @{ '\\server\share\' = (New-Security 'S-1-5-32-544' @()); '\\server\share\a' = (New-Security 'S-1-5-32-544' @()) }
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
        Get-Verdict -Where @{ $folder = (New-Security $person @()) } -Of "$folder\Alloy Desk.exe" | Should -BeExactly "$folder $person"
    }

    It 'lies below a folder that they may rename' {
        Get-Verdict -Where @{ 'C:\Program Files' = (New-Security $installer @((New-Rule $users 0x10000))) } | Should -BeExactly "C:\Program Files $users"
    }

    It 'lies on a drive whose root they may empty' {
        Get-Verdict -Where @{ 'C:\' = (New-Security $installer @((New-Rule 'S-1-1-0' $all))) } | Should -BeExactly 'C:\ S-1-1-0'
    }
}

Describe 'A rule that opens no program' {
    It 'denies' {
        Get-Verdict -Where @{ 'C:\Program Files\Alloy Desk' = (New-Security 'S-1-5-32-544' @((New-Rule $users $all -Type 'Deny'))) } | Should -BeExactly ' '
    }

    It 'lets others make folders in a folder above' {
        Get-Verdict -Where @{ 'C:\Program Files' = (New-Security $installer @((New-Rule $users 0x6))) } | Should -BeExactly ' '
    }
}
