BeforeAll {
    . "$PSScriptRoot/Arrange.ps1"
    function Get-Code { param([object] $Record) InModuleScope -ModuleName 'AlloyMachine' -Parameters @{ Given = $Record } -ScriptBlock { Get-FailureCode -Record $Given } }
}

Describe 'The code of a failure' {
    It 'is <Code> for the Win32 error <Number>' -ForEach @(
        @{ Number = 2; Code = 'not-found' }, @{ Number = 3; Code = 'not-found' }, @{ Number = 5; Code = 'access-denied' }
        @{ Number = 32; Code = 'busy' }, @{ Number = 50; Code = 'unsupported' }, @{ Number = 80; Code = 'conflict' }
        @{ Number = 123; Code = 'invalid-request' }, @{ Number = 183; Code = 'conflict' }, @{ Number = 206; Code = 'invalid-request' }
        @{ Number = 258; Code = 'timed-out' }, @{ Number = 1053; Code = 'timed-out' }, @{ Number = 1056; Code = 'conflict' }
        @{ Number = 1058; Code = 'unsupported' }, @{ Number = 1060; Code = 'not-found' }, @{ Number = 1061; Code = 'busy' }
        @{ Number = 1072; Code = 'busy' }, @{ Number = 1260; Code = 'blocked-by-policy' }, @{ Number = 1314; Code = 'access-denied' }
        @{ Number = 1460; Code = 'timed-out' }, @{ Number = 4551; Code = 'blocked-by-policy' }, @{ Number = 13; Code = 'unexpected' }
    ) {
        Get-Code -Record (New-Record -Exception (New-Win32Exception -Code $Number)) | Should -BeExactly $Code
        Get-Code -Record (New-Record -Exception (New-ServiceException -Code $Number)) | Should -BeExactly $Code
    }

    It 'is <Code> for the HRESULT <HResult>' -ForEach @(
        @{ HResult = '0x80070002'; Code = 'not-found' }, @{ HResult = '0x80070005'; Code = 'access-denied' }
        @{ HResult = '0x80070020'; Code = 'busy' }, @{ HResult = '0x80070050'; Code = 'conflict' }
        @{ HResult = '0x800706BA'; Code = 'unsupported' }, @{ HResult = '0x80041003'; Code = 'access-denied' }
        @{ HResult = '0x80041010'; Code = 'unsupported' }, @{ HResult = '0x80131505'; Code = 'timed-out' }
        @{ HResult = '0x80131620'; Code = 'unexpected' }
    ) {
        Get-Code -Record (New-Record -Exception (New-FileException -HResult $HResult)) | Should -BeExactly $Code
    }

    It 'is conflict for a name that something else than a mutex has' {
        Get-Code -Record (New-Record -Exception (New-Object -TypeName System.Threading.WaitHandleCannotBeOpenedException)) | Should -BeExactly 'conflict'
    }

    It 'is <Code> for a failure of WMI that calls itself <Word>, HRESULT <HResult>' -ForEach @(
        @{ Word = 'AccessDenied'; HResult = '0x80041003'; Code = 'access-denied' }
        @{ Word = 'InvalidClass'; HResult = '0x80041010'; Code = 'unsupported' }
        @{ Word = 'Failed'; HResult = '0x800706BA'; Code = 'unsupported' }
        @{ Word = 'Failed'; HResult = '0x80041001'; Code = 'unexpected' }
    ) {
        # CimException: the native code is a word, the number stands in the id of the message.
        $exception = New-Object -TypeName System.Exception -ArgumentList 'as arranged'
        Add-Member -InputObject $exception -NotePropertyName 'NativeErrorCode' -NotePropertyValue $Word
        Add-Member -InputObject $exception -NotePropertyName 'MessageId' -NotePropertyValue "HRESULT $HResult"
        Get-Code -Record (New-Record -Exception $exception) | Should -BeExactly $Code
    }

    It 'follows from the kind where there is no number: <Type> is <Code>' -ForEach @(
        @{ Type = 'System.UnauthorizedAccessException'; Code = 'access-denied' }
        @{ Type = 'System.Security.SecurityException'; Code = 'access-denied' }
        @{ Type = 'System.TimeoutException'; Code = 'timed-out' }
        @{ Type = 'System.ArithmeticException'; Code = 'unexpected' }
    ) {
        Get-Code -Record (New-Record -Exception (New-Object -TypeName $Type)) | Should -BeExactly $Code
    }

    It 'is not-found where Get-Service knows no such service' {
        Get-Code -Record (New-Record -Exception (New-Object -TypeName System.InvalidOperationException) -Id 'NoServiceFoundForGivenName,Microsoft.PowerShell.Commands.GetServiceCommand') |
            Should -BeExactly 'not-found'
    }
}

Describe 'A failure on its way out' {
    BeforeAll {
        function Convert-Record { param([object] $Record) InModuleScope -ModuleName 'AlloyMachine' -Parameters @{ Given = $Record } -ScriptBlock { ConvertTo-Failure -Record $Given } }
    }

    It 'stays the same where it is ours already' {
        $ours = New-Record -Exception (New-Object -TypeName System.Exception) -Id 'state-changed'
        [object]::ReferenceEquals((Convert-Record -Record $ours), $ours) | Should -BeTrue
    }

    It 'stays ours when a function has put its name behind the id' {
        $ours = New-Record -Exception (New-Object -TypeName System.Exception) -Id 'state-changed,Set-Thing'
        [object]::ReferenceEquals((Convert-Record -Record $ours), $ours) | Should -BeTrue
    }

    It 'carries number, kind and words of what is at the bottom' {
        $failure = Convert-Record -Record (New-Record -Exception (New-ServiceException -Code 1058))
        $failure.FullyQualifiedErrorId | Should -BeExactly 'unsupported'
        $failure.Exception.Message | Should -Match '\A0x00000422 Win32Exception: .'
    }

    It 'writes a negative number in eight digits' {
        (Convert-Record -Record (New-Record -Exception (New-FileException -HResult '0x80041003'))).Exception.Message | Should -Match '\A0x80041003 IOException: as arranged\z'
    }
}
