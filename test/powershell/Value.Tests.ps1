BeforeAll {
    . "$PSScriptRoot/Arrange.ps1"
    function Invoke-Private { param([scriptblock] $Do, [hashtable] $With = @{}) InModuleScope -ModuleName 'AlloyMachine' -ScriptBlock $Do -Parameters $With }
    function Get-PathVerdict { param([string] $Of) Get-FailureId -Block { Invoke-Private -With @{ Given = $Of } -Do { Assert-FilePath -Path $Given } } }
}

Describe 'A path of a file' {
    It 'may be <Path>' -ForEach @(
        @{ Path = 'C:\a' }, @{ Path = 'c:/a/b.alloy' }, @{ Path = 'C:\Program Files\GrafanaLabs\Alloy\config.alloy' }
        @{ Path = '\\server\share\a.alloy' }, @{ Path = 'C:\.hidden\a' }, @{ Path = 'C:\a\console.alloy' }, @{ Path = 'C:\a\COM10' }
        @{ Path = "C:\$([char]0xE4)$([char]0x65E5)\a" }, @{ Path = "C:\$([char]0xD83D)$([char]0xDE00)" }, @{ Path = 'C:\a`$(b);''c''' }
    ) {
        Get-PathVerdict -Of $Path | Should -BeExactly ''
    }

    It 'may not be <Why>: <Path>' -ForEach @(
        @{ Why = 'relative'; Path = 'a\b' }, @{ Why = 'relative to a drive'; Path = 'C:a' }, @{ Why = 'relative to no drive'; Path = '\a' }
        @{ Why = 'a drive'; Path = 'C:\' }, @{ Why = 'a folder'; Path = 'C:\a\' }, @{ Why = 'a share'; Path = '\\server\share' }
        @{ Why = 'a device'; Path = '\\.\PhysicalDrive0' }, @{ Why = 'a path of the object manager'; Path = '\\?\C:\a' }
        @{ Why = 'a path of the object manager'; Path = '\\?\GLOBALROOT\Device\a' }, @{ Why = 'a provider path'; Path = 'HKLM:\a' }
        @{ Why = 'a stream'; Path = 'C:\a:b' }, @{ Why = 'a stream'; Path = 'C:\a::$DATA' }
        @{ Why = 'a way upwards'; Path = 'C:\a\..\b' }, @{ Why = 'a way upwards'; Path = 'C:/a/../b' }, @{ Why = 'a way upwards'; Path = '\\server\share\..\a' }
        @{ Why = 'a way upwards'; Path = '\\server\..\a' }, @{ Why = 'a way to the same place'; Path = 'C:\a\.\b' }, @{ Why = 'an empty part'; Path = 'C:\a\\b' }
        @{ Why = 'cut by Windows'; Path = 'C:\a.' }, @{ Why = 'cut by Windows'; Path = 'C:\a ' }, @{ Why = 'cut by Windows'; Path = 'C:\a. .\b' }
        @{ Why = 'a wildcard'; Path = 'C:\*' }, @{ Why = 'a wildcard'; Path = 'C:\a?' }, @{ Why = 'a character that no name has'; Path = 'C:\a|b' }
        @{ Why = 'a character that no name has'; Path = 'C:\a<b' }, @{ Why = 'a character that no name has'; Path = 'C:\a"b' }
        @{ Why = 'two lines'; Path = "C:\a`nb" }, @{ Why = 'a line with an end'; Path = "C:\a`n" }, @{ Why = 'a NUL'; Path = "C:\a$([char]0)b" }
        @{ Why = 'the console'; Path = 'C:\CON' }, @{ Why = 'the console'; Path = 'C:\a\con.alloy' }, @{ Why = 'the console'; Path = 'C:\CONOUT$' }
        @{ Why = 'nothing'; Path = 'C:\nul .txt' }, @{ Why = 'a port'; Path = 'C:\COM1.log' }, @{ Why = 'a port'; Path = 'C:\Lpt9' }
        @{ Why = 'a port with a raised number'; Path = "C:\COM$([char]0xB9)" }, @{ Why = 'a port with a raised number'; Path = "C:\lpt$([char]0xB3).txt" }
        @{ Why = 'half a character'; Path = "C:\a$([char]0xD83D)" }, @{ Why = 'half a character'; Path = "C:\$([char]0xDE00)a" }
    ) {
        Get-PathVerdict -Of $Path | Should -BeExactly 'invalid-request'
    }
}

Describe 'Base64' {
    It 'of <Count> bytes is read as bytes: "<Text>"' -ForEach @(
        @{ Text = ''; Count = 0 }, @{ Text = 'QQ=='; Count = 1 }, @{ Text = 'QUI='; Count = 2 }, @{ Text = 'QUJD'; Count = 3 }, @{ Text = '+/+/'; Count = 3 }
    ) {
        $bytes = Invoke-Private -With @{ Given = $Text } -Do { , (ConvertFrom-Base64 -Text $Given) }
        , $bytes | Should -BeOfType [byte[]]
        $bytes.Length | Should -Be $Count
    }

    It 'is refused with <Why>: "<Text>"' -ForEach @(
        @{ Why = 'a length that is none'; Text = 'QQ' }, @{ Why = 'a length that is none'; Text = 'QQ=' }, @{ Why = 'a blank'; Text = 'QQ =' }
        @{ Why = 'a line end'; Text = "QUJD`n" }, @{ Why = 'a line end that makes the length fit'; Text = "QQ=`n" }, @{ Why = 'three marks'; Text = 'Q===' }
        @{ Why = 'a mark inside'; Text = 'QQ==QUJD' }, @{ Why = 'letters of another kind'; Text = 'QQ-_' }, @{ Why = 'a letter outside of ASCII'; Text = "QQQ$([char]0x131)" }
    ) {
        Get-FailureId -Block { Invoke-Private -With @{ Given = $Text } -Do { ConvertFrom-Base64 -Text $Given } } | Should -BeExactly 'invalid-request'
    }
}

Describe 'Items of a list in the registry' {
    It 'may be none, and any text' {
        Get-FailureId -Block { Invoke-Private -Do { Assert-ListItem -Item @(); Assert-ListItem -Item @('a', ' ', '$(b)', "c`nd") } } | Should -BeExactly ''
    }

    It 'may not be <Why>' -ForEach @(
        @{ Why = 'empty'; Item = '' }, @{ Why = 'cut by a NUL'; Item = "a$([char]0)b" }, @{ Why = 'half a character'; Item = "a$([char]0xD800)b" }
    ) {
        Get-FailureId -Block { Invoke-Private -With @{ Given = $Item } -Do { Assert-ListItem -Item @('a', $Given) } } | Should -BeExactly 'invalid-request'
    }
}

Describe 'Values for others' {
    It 'have the hash that everybody else computes' {
        Invoke-Private -Do { Get-Sha256 -Bytes @() } | Should -BeExactly 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
        Invoke-Private -Do { Get-Sha256 -Bytes ([byte[]]@(97, 98, 99)) } | Should -BeExactly 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    }

    It 'have times that no culture changes: <Culture>' -ForEach @(@{ Culture = 'en-US' }, @{ Culture = 'de-DE' }, @{ Culture = 'th-TH' }, @{ Culture = 'ar-SA' }) {
        $thread = [System.Threading.Thread]::CurrentThread
        $before = $thread.CurrentCulture
        try {
            $thread.CurrentCulture = $Culture
            Invoke-Private -Do { ConvertTo-Utc -Time (New-Object -TypeName datetime -ArgumentList 2026, 1, 2, 3, 4, 5, 678, ([System.DateTimeKind]::Utc)) } | Should -BeExactly '2026-01-02T03:04:05.678Z'
        }
        finally { $thread.CurrentCulture = $before }
    }
}
