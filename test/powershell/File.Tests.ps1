BeforeAll {
    . "$PSScriptRoot/Arrange.ps1"

    # A disk in memory: paths with their text.
    function Initialize-Disk {
        param([hashtable] $With)
        $global:alloyDisk = @{}
        foreach ($key in $With.Keys) { $global:alloyDisk[$key] = [System.Text.Encoding]::UTF8.GetBytes($With[$key]) }
    }

    # What is done to it is what Windows does, failures included.
    function Set-Disk {
        $module = 'AlloyMachine'
        Mock -ModuleName $module -CommandName 'Wait-Moment' -MockWith { }
        Mock -ModuleName $module -CommandName 'Read-FileAttribute' -MockWith { if ($global:alloyDisk.ContainsKey($Path)) { 0x20 } else { throw (New-Win32Exception -Code 2) } }
        Mock -ModuleName $module -CommandName 'Read-FileInfo' -MockWith { [pscustomobject]@{ Name = 'a'; Length = $global:alloyDisk[$Path].Length; LastWriteTimeUtc = [datetime]::UtcNow } }
        Mock -ModuleName $module -CommandName 'Read-FileByte' -MockWith { , $global:alloyDisk[$Path] }
        Mock -ModuleName $module -CommandName 'Write-NewFile' -MockWith { $global:alloyDisk[$Path] = $Bytes }
        Mock -ModuleName $module -CommandName 'Write-ClosedFile' -MockWith { $global:alloyDisk[$Path] = $Bytes }
        Mock -ModuleName $module -CommandName 'Remove-FileAt' -MockWith { $global:alloyDisk.Remove($Path) }
        Mock -ModuleName $module -CommandName 'Move-File' -MockWith {
            if ($global:alloyDisk.ContainsKey($Destination)) { throw (New-Win32Exception -Code 183) }
            $global:alloyDisk[$Destination] = $global:alloyDisk[$Source]
            $global:alloyDisk.Remove($Source)
        }
        Mock -ModuleName $module -CommandName 'Switch-File' -MockWith {
            $global:alloyDisk[$Backup] = $global:alloyDisk[$Destination]
            $global:alloyDisk[$Destination] = $global:alloyDisk[$Source]
            $global:alloyDisk.Remove($Source)
        }
    }
    Set-Disk

    # Every path on the disk with its text.
    function Get-Disk {
        ($global:alloyDisk.Keys | Sort-Object | ForEach-Object -Process { '{0}={1}' -f $_, [System.Text.Encoding]::UTF8.GetString($global:alloyDisk[$_]) }) -join ' '
    }

    function Write-Text {
        param([string] $Text, [string] $Expected = '')
        InModuleScope -ModuleName 'AlloyMachine' -Parameters @{ Given = [System.Text.Encoding]::UTF8.GetBytes($Text); Known = $Expected } -ScriptBlock {
            Write-Whole -Path 'C:\a\b.alloy' -Bytes $Given -Expected $Known
        }
    }
}
AfterAll { Remove-Variable -Name 'alloyDisk', 'alloyAttempts' -Scope 'Global' -ErrorAction Ignore }

Describe 'A file that is written whole' {
    It 'takes the place of the one that was there, and nothing stays beside it' {
        Initialize-Disk -With @{ 'C:\a\b.alloy' = 'old' }
        Write-Text -Text 'new'
        Get-Disk | Should -BeExactly 'C:\a\b.alloy=new'
        Should -Invoke -ModuleName 'AlloyMachine' -CommandName 'Move-File' -Times 0 -Exactly
    }

    It 'is moved to where there was none' {
        Initialize-Disk -With @{}
        Write-Text -Text 'new'
        Get-Disk | Should -BeExactly 'C:\a\b.alloy=new'
        Should -Invoke -ModuleName 'AlloyMachine' -CommandName 'Switch-File' -Times 0 -Exactly
    }

    # ReplaceFile gives it the rules of the file that was there.
    It 'is for nobody else until it takes the place of another file' {
        Initialize-Disk -With @{ 'C:\a\b.alloy' = 'old' }
        Write-Text -Text 'new'
        Should -Invoke -ModuleName 'AlloyMachine' -CommandName 'Write-ClosedFile' -Times 1 -Exactly
        Should -Invoke -ModuleName 'AlloyMachine' -CommandName 'Write-NewFile' -Times 0 -Exactly
    }

    # The service may run under another account, which has to read it.
    It 'has the rules of its folder where there was none' {
        Initialize-Disk -With @{}
        Write-Text -Text 'new'
        Should -Invoke -ModuleName 'AlloyMachine' -CommandName 'Write-NewFile' -Times 1 -Exactly
        Should -Invoke -ModuleName 'AlloyMachine' -CommandName 'Write-ClosedFile' -Times 0 -Exactly
    }

    It 'is not swapped in where somebody else wrote meanwhile' {
        Initialize-Disk -With @{ 'C:\a\b.alloy' = 'theirs' }
        Get-FailureId -Block { Write-Text -Text 'new' -Expected ('0' * 64) } | Should -BeExactly 'conflict'
        Get-Disk | Should -BeExactly 'C:\a\b.alloy=theirs'
    }
}

Describe 'A write that fails' {
    BeforeEach { Initialize-Disk -With @{ 'C:\a\b.alloy' = 'old' } }

    # ReplaceFile, learn.microsoft.com: with a backup both files keep their names.
    It 'with error <Code> of the swap keeps the old file, and nothing stays beside it' -ForEach @(@{ Code = 1175 }, @{ Code = 1176 }) {
        Mock -ModuleName 'AlloyMachine' -CommandName 'Switch-File' -MockWith { throw (New-Win32Exception -Code $Code) }
        { Write-Text -Text 'new' } | Should -Throw
        Get-Disk | Should -BeExactly 'C:\a\b.alloy=old'
    }

    # There: the old file has the name of the backup by then, and nothing has taken its place.
    It 'with error 1177 of the swap brings the old file back, and nothing stays beside it' {
        Mock -ModuleName 'AlloyMachine' -CommandName 'Switch-File' -MockWith {
            $global:alloyDisk[$Backup] = $global:alloyDisk[$Destination]
            $global:alloyDisk.Remove($Destination)
            throw (New-Win32Exception -Code 1177)
        }
        { Write-Text -Text 'new' } | Should -Throw
        Get-Disk | Should -BeExactly 'C:\a\b.alloy=old'
    }

    It 'half way through the new file leaves nothing of it' {
        Mock -ModuleName 'AlloyMachine' -CommandName 'Write-ClosedFile' -MockWith {
            $global:alloyDisk[$Path] = [byte[]]@(1)
            throw (New-Win32Exception -Code 112)
        }
        { Write-Text -Text 'new' } | Should -Throw
        Get-Disk | Should -BeExactly 'C:\a\b.alloy=old'
    }

    It 'is still the failure of the write where what is beside it cannot be removed' {
        Mock -ModuleName 'AlloyMachine' -CommandName 'Switch-File' -MockWith { throw (New-Win32Exception -Code 5) }
        Mock -ModuleName 'AlloyMachine' -CommandName 'Remove-FileAt' -MockWith { throw (New-Win32Exception -Code 1314) }
        $failure = { Write-Text -Text 'new' 3> $null } | Should -Throw -PassThru
        $failure.Exception.GetBaseException().NativeErrorCode | Should -Be 5
    }
}

Describe 'Patience with a file that is in use' {
    BeforeEach { Initialize-Disk -With @{ 'C:\a\b.alloy' = 'old' } }

    It 'ends well where the file is let go at the fifth attempt' {
        $global:alloyAttempts = 0
        Mock -ModuleName 'AlloyMachine' -CommandName 'Switch-File' -MockWith {
            $global:alloyAttempts++
            if ($global:alloyAttempts -lt 5) { throw (New-Win32Exception -Code 32) }
            $global:alloyDisk[$Destination] = $global:alloyDisk[$Source]
            $global:alloyDisk.Remove($Source)
        }
        Write-Text -Text 'new'
        Get-Disk | Should -BeExactly 'C:\a\b.alloy=new'
        Should -Invoke -ModuleName 'AlloyMachine' -CommandName 'Wait-Moment' -ParameterFilter { $Milliseconds -eq 500 } -Times 4 -Exactly
    }

    It 'ends after five attempts, and the old file is still there' {
        Mock -ModuleName 'AlloyMachine' -CommandName 'Switch-File' -MockWith { throw (New-Win32Exception -Code 32) }
        { Write-Text -Text 'new' } | Should -Throw
        Should -Invoke -ModuleName 'AlloyMachine' -CommandName 'Switch-File' -Times 5 -Exactly
        Get-Disk | Should -BeExactly 'C:\a\b.alloy=old'
    }

    It 'is not had with any other failure' {
        Mock -ModuleName 'AlloyMachine' -CommandName 'Switch-File' -MockWith { throw (New-Win32Exception -Code 5) }
        { Write-Text -Text 'new' } | Should -Throw
        Should -Invoke -ModuleName 'AlloyMachine' -CommandName 'Switch-File' -Times 1 -Exactly
    }
}

Describe 'What is at a path' {
    It 'is <Kind> where the attributes are <Attributes>' -ForEach @(
        @{ Attributes = 'archive'; Bits = 0x20; Kind = 'file' }, @{ Attributes = 'read-only, hidden'; Bits = 0x3; Kind = 'file' }
        @{ Attributes = 'directory'; Bits = 0x10; Kind = 'directory' }, @{ Attributes = 'directory, pinned'; Bits = 0x80010; Kind = 'directory' }
        @{ Attributes = 'directory, reparse point'; Bits = 0x410; Kind = 'link' }, @{ Attributes = 'reparse point'; Bits = 0x400; Kind = 'link' }
        @{ Attributes = 'reparse point, pinned'; Bits = 0x80420; Kind = 'link' }
    ) {
        Mock -ModuleName 'AlloyMachine' -CommandName 'Read-FileAttribute' -MockWith { $Bits }
        InModuleScope -ModuleName 'AlloyMachine' -ScriptBlock { Get-PathKind -Path 'C:\a' } | Should -BeExactly $Kind
    }

    It 'is nothing only where Windows finds nothing: error <Code>' -ForEach @(@{ Code = 2 }, @{ Code = 3 }) {
        Mock -ModuleName 'AlloyMachine' -CommandName 'Read-FileAttribute' -MockWith { throw (New-Win32Exception -Code $Code) }
        InModuleScope -ModuleName 'AlloyMachine' -ScriptBlock { Get-PathKind -Path 'C:\a' } | Should -BeExactly 'absent'
    }

    It 'is not nothing where nobody may look' {
        Mock -ModuleName 'AlloyMachine' -CommandName 'Read-FileAttribute' -MockWith { throw (New-Win32Exception -Code 5) }
        { InModuleScope -ModuleName 'AlloyMachine' -ScriptBlock { Get-PathKind -Path 'C:\a' } } | Should -Throw
    }
}
