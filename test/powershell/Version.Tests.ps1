BeforeAll { . "$PSScriptRoot/Arrange.ps1" }

Describe 'A version of Alloy' {
    It 'is <Version> where <Text> is said' -ForEach @(
        @{ Text = '1.18.1'; Version = 'v1.18.1' }, @{ Text = 'v1.18.1'; Version = 'v1.18.1' }, @{ Text = '1.18.1.0'; Version = 'v1.18.1' }
        @{ Text = ' v1.18.1 '; Version = 'v1.18.1' }, @{ Text = '1.19.0-rc.2'; Version = 'v1.19.0-rc.2' }, @{ Text = '1.19.0.0-rc.2'; Version = 'v1.19.0-rc.2' }
    ) {
        InModuleScope -ModuleName 'AlloyMachine' -Parameters @{ Given = $Text } -ScriptBlock { ConvertTo-AlloyVersion -Text $Given } | Should -BeExactly $Version
    }

    It 'is not known from "<Text>"' -ForEach @(@{ Text = '' }, @{ Text = '1.18' }, @{ Text = 'latest' }, @{ Text = '1.18.1.7' }, @{ Text = '1.18.1 and more' }) {
        InModuleScope -ModuleName 'AlloyMachine' -Parameters @{ Given = $Text } -ScriptBlock { ConvertTo-AlloyVersion -Text $Given } | Should -BeNullOrEmpty
    }

    It 'is not known of a program that cannot be read' {
        Mock -ModuleName 'AlloyMachine' -CommandName 'Read-FileVersion' -MockWith { throw 'no such file' }
        InModuleScope -ModuleName 'AlloyMachine' -ScriptBlock { Get-ProgramVersion -Path 'C:\a.exe' } | Should -BeNullOrEmpty
    }

    It 'is not looked for where there is no program' {
        InModuleScope -ModuleName 'AlloyMachine' -ScriptBlock { Get-ProgramVersion -Path '' } | Should -BeNullOrEmpty
        Should -Invoke -ModuleName 'AlloyMachine' -CommandName 'Read-FileVersion' -Times 0 -Exactly
    }
}
