BeforeAll {
    . "$PSScriptRoot/Arrange.ps1"

    function Invoke-Private { param([scriptblock] $Do, [hashtable] $With = @{}) InModuleScope -ModuleName 'AlloyMachine' -ScriptBlock $Do -Parameters $With }

    # A record as Win32_Service gives it.
    function New-ServiceRecord {
        param([hashtable] $With = @{})
        $record = @{
            State = 'Stopped'; StartMode = 'Auto'; DelayedAutoStart = $false; StartName = 'LocalSystem'; ProcessId = [uint32]0
            ExitCode = [uint32]0; ServiceSpecificExitCode = [uint32]0
        }
        foreach ($key in $With.Keys) { $record[$key] = $With[$key] }
        [pscustomobject]$record
    }

    # The states that the service manager reports, one a look; the last one stays.
    function Set-State {
        param([string[]] $States)
        $global:alloyStates = New-Object -TypeName 'System.Collections.Generic.Queue[string]' -ArgumentList (, $States)
        Mock -ModuleName 'AlloyMachine' -CommandName 'Read-ServiceState' -MockWith {
            if ($global:alloyStates.Count -gt 1) { $global:alloyStates.Dequeue() } else { $global:alloyStates.Peek() }
        }
        Mock -ModuleName 'AlloyMachine' -CommandName 'Wait-Moment' -MockWith { }
    }
    function Set-Accepted { param([string] $Adapter) Mock -ModuleName 'AlloyMachine' -CommandName $Adapter -MockWith { } }
    function Assert-Call { param([string] $Adapter, [int] $Times) Should -Invoke -ModuleName 'AlloyMachine' -CommandName $Adapter -Times $Times -Exactly }
}
AfterAll { Remove-Variable -Name 'alloyStates' -Scope 'Global' -ErrorAction Ignore }

Describe 'The exit code of the last end' {
    It 'is <Code> where the service is <State> with <ExitCode> and <Own> of its own' -ForEach @(
        @{ State = 'stopped'; ExitCode = 1067; Own = 0; Code = 1067 }, @{ State = 'stopped'; ExitCode = 1066; Own = 3; Code = 3 }
        @{ State = 'stopped'; ExitCode = 1053; Own = 7; Code = 1053 }
        @{ State = 'stopped'; ExitCode = 0; Own = 0; Code = $null }, @{ State = 'stopped'; ExitCode = 1077; Own = 0; Code = $null }
        @{ State = 'running'; ExitCode = 1067; Own = 0; Code = $null }
        @{ State = 'stopped'; ExitCode = 1066; Own = 4294967295; Code = 4294967295 }
    ) {
        $record = New-ServiceRecord -With @{ ExitCode = [uint32]$ExitCode; ServiceSpecificExitCode = [uint32]$Own }
        Invoke-Private -With @{ Record = $record; Word = $State } -Do { Get-LastExitCode -Record $Record -State $Word } | Should -Be $Code
    }
}

Describe 'The service in our words' {
    BeforeEach {
        Mock -ModuleName 'AlloyMachine' -CommandName 'Test-RegistryKey' -MockWith { $true }
        Mock -ModuleName 'AlloyMachine' -CommandName 'Read-RegistryKey' -MockWith { [pscustomobject]@{ Values = @(); Keys = @() } }
        function Get-Status { param([AllowNull()] [object] $Record) Invoke-Private -With @{ Given = $Record } -Do { ConvertTo-ServiceStatus -Record $Given } }
    }

    It 'is <Word> where Windows says <State>' -ForEach @(
        @{ State = 'Stopped'; Word = 'stopped' }, @{ State = 'Start Pending'; Word = 'starting' }, @{ State = 'Running'; Word = 'running' }
        @{ State = 'Stop Pending'; Word = 'stopping' }, @{ State = 'Paused'; Word = 'paused' }, @{ State = 'Pause Pending'; Word = 'paused' }
        @{ State = 'Continue Pending'; Word = 'starting' }
    ) {
        (Get-Status -Record (New-ServiceRecord -With @{ State = $State })).state | Should -BeExactly $Word
    }

    It 'fails where Windows says something that nobody knows' {
        Get-FailureId -Block { Get-Status -Record (New-ServiceRecord -With @{ State = 'Unknown' }) } | Should -BeExactly 'unexpected'
    }

    It 'starts <Word> where Windows says <Mode>, delayed <Delayed>' -ForEach @(
        @{ Mode = 'Auto'; Delayed = $false; Word = 'automatic' }, @{ Mode = 'Auto'; Delayed = $true; Word = 'automatic-delayed' }
        @{ Mode = 'Manual'; Delayed = $true; Word = 'manual' }, @{ Mode = 'Disabled'; Delayed = $false; Word = 'disabled' }
        @{ Mode = 'Boot'; Delayed = $false; Word = $null }
    ) {
        (Get-Status -Record (New-ServiceRecord -With @{ StartMode = $Mode; DelayedAutoStart = $Delayed })).startType | Should -BeExactly $Word
    }

    It 'is absent where there is none' {
        (Get-Status -Record $null).state | Should -BeExactly 'absent'
    }

    It 'is absent where it is marked for deletion' {
        Mock -ModuleName 'AlloyMachine' -CommandName 'Read-RegistryKey' -MockWith { [pscustomobject]@{ Values = @([pscustomobject]@{ Name = 'DeleteFlag'; Kind = 'DWord'; Data = 1 }); Keys = @() } }
        (Get-Status -Record (New-ServiceRecord -With @{ State = 'Running' })).state | Should -BeExactly 'absent'
    }

    It 'knows when its process was started' {
        Mock -ModuleName 'AlloyMachine' -CommandName 'Read-ProcessRecord' -ParameterFilter { $Filter -eq 'ProcessId=77' } -MockWith {
            [pscustomobject]@{ CreationDate = New-Object -TypeName datetime -ArgumentList 2026, 1, 2, 3, 4, 5, ([System.DateTimeKind]::Utc) }
        }
        $status = Get-Status -Record (New-ServiceRecord -With @{ State = 'Running'; ProcessId = [uint32]77 })
        $status.processId | Should -Be 77
        $status.startedAt | Should -BeExactly '2026-01-02T03:04:05.000Z'
    }
}

Describe 'A start' {
    It 'is asked for where the service has stopped' {
        Set-State -States 'Stopped', 'StartPending', 'Running'
        Set-Accepted -Adapter 'Start-ServiceRecord'
        Invoke-Private -Do { Start-PresentService }
        Assert-Call -Adapter 'Start-ServiceRecord' -Times 1
    }

    It 'waits for the end of a stop first' {
        Set-State -States 'StopPending', 'StopPending', 'Stopped', 'Running'
        Set-Accepted -Adapter 'Start-ServiceRecord'
        Invoke-Private -Do { Start-PresentService }
        Assert-Call -Adapter 'Start-ServiceRecord' -Times 1
        Assert-Call -Adapter 'Wait-Moment' -Times 1
    }

    It 'is not asked for where the service is <State>' -ForEach @(@{ State = 'Running' }, @{ State = 'StartPending' }) {
        Set-State -States $State, 'Running'
        Invoke-Private -Do { Start-PresentService }
        Assert-Call -Adapter 'Start-ServiceRecord' -Times 0
    }

    It 'takes it well that somebody else was quicker' {
        Set-State -States 'Stopped', 'Running'
        Mock -ModuleName 'AlloyMachine' -CommandName 'Start-ServiceRecord' -MockWith { throw (New-ServiceException -Code 1056) }
        Get-FailureId -Block { Invoke-Private -Do { Start-PresentService } } | Should -BeExactly ''
    }

    It 'hands on why it was refused' {
        Set-State -States 'Stopped'
        Mock -ModuleName 'AlloyMachine' -CommandName 'Start-ServiceRecord' -MockWith { throw (New-ServiceException -Code 1058) }
        { Invoke-Private -Do { Start-PresentService } } | Should -Throw -ExceptionType ([System.InvalidOperationException])
    }

    It 'is over where the service has ended at once' {
        Set-State -States 'Stopped', 'StartPending', 'Stopped'
        Set-Accepted -Adapter 'Start-ServiceRecord'
        Get-FailureId -Block { Invoke-Private -Do { Start-PresentService } } | Should -BeExactly ''
    }
}

Describe 'A stop' {
    It 'is asked for where the service runs' {
        Set-State -States 'Running', 'StopPending', 'Stopped'
        Set-Accepted -Adapter 'Stop-ServiceRecord'
        Invoke-Private -Do { Stop-PresentService }
        Assert-Call -Adapter 'Stop-ServiceRecord' -Times 1
    }

    It 'waits for the end of a start first' {
        Set-State -States 'StartPending', 'StartPending', 'Running', 'Stopped'
        Set-Accepted -Adapter 'Stop-ServiceRecord'
        Invoke-Private -Do { Stop-PresentService }
        Assert-Call -Adapter 'Stop-ServiceRecord' -Times 1
    }

    It 'is not asked for where the service is <State>' -ForEach @(@{ State = 'Stopped' }, @{ State = 'StopPending' }) {
        Set-State -States $State, 'Stopped'
        Invoke-Private -Do { Stop-PresentService }
        Assert-Call -Adapter 'Stop-ServiceRecord' -Times 0
    }

    It 'takes it well that the service has stopped meanwhile' {
        Set-State -States 'Running', 'Stopped'
        Mock -ModuleName 'AlloyMachine' -CommandName 'Stop-ServiceRecord' -MockWith { throw (New-ServiceException -Code 1062) }
        Get-FailureId -Block { Invoke-Private -Do { Stop-PresentService } } | Should -BeExactly ''
    }

    It 'hands on why it was refused' {
        Set-State -States 'Running'
        Mock -ModuleName 'AlloyMachine' -CommandName 'Stop-ServiceRecord' -MockWith { throw (New-ServiceException -Code 1061) }
        { Invoke-Private -Do { Stop-PresentService } } | Should -Throw -ExceptionType ([System.InvalidOperationException])
    }
}

Describe 'A wait for a state' {
    It 'looks again every 100 ms and says which state it was' {
        Set-State -States 'StartPending', 'StartPending', 'Stopped'
        Invoke-Private -Do { Wait-ServiceState -State 'Running', 'Stopped' -TimeoutSeconds 60 } | Should -BeExactly 'Stopped'
        Should -Invoke -ModuleName 'AlloyMachine' -CommandName 'Wait-Moment' -ParameterFilter { $Milliseconds -eq 100 } -Times 2 -Exactly
    }

    It 'ends with its time, and says what the state was' {
        Set-State -States 'StartPending'
        $failure = { Invoke-Private -Do { Wait-ServiceState -State 'Running' -TimeoutSeconds 0 } } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeExactly 'timed-out'
        $failure.Exception.Message | Should -BeExactly 'StartPending'
    }
}
