BeforeDiscovery {
    $content = 'bG9nZ2luZyB7IH0='
    $path = 'C:\a\b.alloy'
    # For each function that changes: its arguments, and a change that it makes when it is not only asked.
    $changes = @(
        @{ Function = 'Set-AlloySetting'; With = @{ Arguments = @('run'); Environment = @(); Expected = 'as it is' }; State = 'Stopped'; Adapter = 'Write-RegistryList' }
        @{ Function = 'Set-AlloyRecovery'; With = @{ DelaysMs = @(60000); ResetSeconds = 3600; OnErrorExit = $true }; State = 'Stopped'; Adapter = 'Send-ServiceRecoveryFlag' }
        @{ Function = 'Start-ElevatedProgram'; With = @{ Path = 'C:\a\b.exe'; Arguments = @() }; State = 'Stopped'; Adapter = 'Start-ElevatedProcess' }
        @{ Function = 'Start-AlloyService'; With = @{}; State = 'Stopped'; Adapter = 'Start-ServiceRecord' }
        @{ Function = 'Stop-AlloyService'; With = @{}; State = 'Running'; Adapter = 'Stop-ServiceRecord' }
        @{ Function = 'Restart-AlloyService'; With = @{}; State = 'Running'; Adapter = 'Stop-ServiceRecord' }
        @{ Function = 'Set-ConfigurationFile'; With = @{ Path = $path; Bytes = $content; Expected = 'absent' }; State = 'Stopped'; Adapter = 'Write-NewFile' }
        @{ Function = 'Remove-ConfigurationFile'; With = @{ Path = 'C:\a\there'; Expected = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }; State = 'Stopped'; Adapter = 'Remove-FileAt' }
        @{ Function = 'Set-ProtectedFile'; With = @{ Folder = 'journal'; Name = 'a.json'; Bytes = $content }; State = 'Stopped'; Adapter = 'Write-NewFile' }
        @{ Function = 'Remove-ProtectedFile'; With = @{ Folder = 'journal'; Name = 'there' }; State = 'Stopped'; Adapter = 'Remove-FileAt' }
        @{ Function = 'Lock-Machine'; With = @{ Purpose = 'a test' }; State = 'Stopped'; Adapter = 'Enter-NamedMutex' }
        @{ Function = 'Unlock-Machine'; With = @{ Token = 'held' }; State = 'Stopped'; Adapter = 'Exit-NamedMutex' }
    )
}

BeforeAll {
    . "$PSScriptRoot/Arrange.ps1"
    $looking = '\A(?:Read|Test|Get|Wait|Open|Close)-'
    $changing = @($adapterNames | Where-Object -FilterScript { $_ -notmatch $looking })

    # A computer on which everything is there to be changed. Empty files are called "there".
    function Set-Computer {
        $module = 'AlloyMachine'
        foreach ($name in $changing) { Mock -ModuleName $module -CommandName $name -MockWith { } }
        Mock -ModuleName $module -CommandName 'Start-ServiceRecord' -MockWith { $global:alloyState = 'Running' }
        Mock -ModuleName $module -CommandName 'Stop-ServiceRecord' -MockWith { $global:alloyState = 'Stopped' }
        Mock -ModuleName $module -CommandName 'Enter-NamedMutex' -MockWith { $true }
        Mock -ModuleName $module -CommandName 'Open-NamedMutex' -MockWith { New-Object -TypeName object }
        Mock -ModuleName $module -CommandName 'Close-NamedMutex' -MockWith { }
        Mock -ModuleName $module -CommandName 'Wait-Moment' -MockWith { }
        Mock -ModuleName $module -CommandName 'Send-ServiceRecovery' -MockWith { 0 }
        Mock -ModuleName $module -CommandName 'Send-ServiceRecoveryFlag' -MockWith { 0 }
        Mock -ModuleName $module -CommandName 'Test-RegistryKey' -MockWith { $Path -eq 'SOFTWARE\GrafanaLabs\Alloy' }
        Mock -ModuleName $module -CommandName 'Read-RegistryKey' -MockWith {
            $values = @(
                [pscustomobject]@{ Name = ''; Kind = 'String'; Data = 'C:\a\alloy.exe' }
                [pscustomobject]@{ Name = 'Arguments'; Kind = 'MultiString'; Data = @('run', 'C:\a\b.alloy') }
                [pscustomobject]@{ Name = 'Environment'; Kind = 'MultiString'; Data = @() }
            )
            [pscustomobject]@{ Values = $values; Keys = @() }
        }
        Mock -ModuleName $module -CommandName 'Read-ServiceState' -MockWith { $global:alloyState }
        Mock -ModuleName $module -CommandName 'Read-ServiceRecord' -MockWith {
            [pscustomobject]@{ State = $global:alloyState; StartMode = 'Auto'; DelayedAutoStart = $false; StartName = 'LocalSystem'; ProcessId = 0; ExitCode = 0; ServiceSpecificExitCode = 0 }
        }
        Mock -ModuleName $module -CommandName 'Read-ProgramDataPath' -MockWith { 'C:\ProgramData' }
        Mock -ModuleName $module -CommandName 'Read-PathSecurity' -MockWith { [pscustomobject]@{ Owner = 'S-1-5-18'; Rules = @() } }
        Mock -ModuleName $module -CommandName 'Read-FileAttribute' -MockWith {
            if ($Path -match 'there\z') { 0x20 } elseif ($Path -match '\\(?:AlloyDesk|journal)\z') { 0x10 } else { throw (New-Win32Exception -Code 2) }
        }
        Mock -ModuleName $module -CommandName 'Read-FileInfo' -MockWith { [pscustomobject]@{ Name = 'there'; Length = 0; LastWriteTimeUtc = [datetime]::UtcNow } }
        Mock -ModuleName $module -CommandName 'Read-FileByte' -MockWith { , [byte[]]@() }
    }
    Set-Computer

    # Before each try: the service in this state, and no lock that is held.
    function Initialize-Try {
        param([string] $State)
        $global:alloyState = $State
        InModuleScope -ModuleName 'AlloyMachine' -ScriptBlock { $script:lockToken = $null; $script:lockMutex = $null }
    }

    # Unlocking needs one.
    function Set-Held { InModuleScope -ModuleName 'AlloyMachine' -ScriptBlock { $script:lockToken = 'held'; $script:lockMutex = New-Object -TypeName object } }
    function Invoke-Change {
        param([string] $Function, [hashtable] $With)
        $given = @{} + $With
        if ($given['Expected'] -eq 'as it is') { $given['Expected'] = (Get-AlloySetting).hash }
        & "AlloyMachine\$Function" @given
    }
}
AfterAll { Remove-Variable -Name 'alloyState' -Scope 'Global' -ErrorAction Ignore }

Describe 'With -WhatIf' {
    It '<Function> calls no adapter that changes anything' -ForEach $changes {
        Initialize-Try -State $State
        if ($Function -eq 'Unlock-Machine') { Set-Held }
        Invoke-Change -Function $Function -With ($With + @{ WhatIf = $true })
        foreach ($name in $changing) { Should -Invoke -ModuleName 'AlloyMachine' -CommandName $name -Times 0 -Exactly }
        $global:alloyState | Should -BeExactly $State
    }

    It 'Unlock-Machine leaves the lock held' {
        Initialize-Try -State 'Stopped'
        Set-Held
        Unlock-Machine -Token 'held' -WhatIf
        InModuleScope -ModuleName 'AlloyMachine' -ScriptBlock { $script:lockToken } | Should -BeExactly 'held'
    }
}

Describe 'Without it' {
    It '<Function> calls <Adapter>' -ForEach $changes {
        Initialize-Try -State $State
        if ($Function -eq 'Unlock-Machine') { Set-Held }
        # Nothing is really written, so what is read back afterwards may be missed.
        try { $null = Invoke-Change -Function $Function -With $With } catch { $_.FullyQualifiedErrorId | Should -Match '\Averification-failed' }
        Should -Invoke -ModuleName 'AlloyMachine' -CommandName $Adapter -Times 1
    }

    It 'every function that can be asked is tried here' -ForEach @(@{ Tried = $changes.Function }) {
        $asked = @(Get-Command -Module 'AlloyMachine' | Where-Object -FilterScript { $_.Parameters.ContainsKey('WhatIf') } | ForEach-Object -Process { $_.Name })
        ($asked | Sort-Object) -join ' ' | Should -BeExactly (($Tried | Sort-Object) -join ' ')
    }
}
