<#
    What the stub's adapters stand on: a small Windows computer in the folder that ALLOY_STUB_ROOT names. `stub.json` says
    what it is like at first and which failures are arranged; the rest of its state lies in `state` and survives the
    shell. Drive C: is the folder C beside it.
#>
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$script:root = $env:ALLOY_STUB_ROOT
$script:state = "$script:root/state"
$script:serviceKey = 'SYSTEM\CurrentControlSet\Services'
$script:alloyKey = 'SOFTWARE\GrafanaLabs\Alloy'
$script:calls = @{}

function Import-StubRegistry {
    $dll = "$PSScriptRoot/../../../../dist/stub-windows/StubRegistry.dll"
    $sources = @("$PSScriptRoot/Registry/RegistryStore.cs", "$PSScriptRoot/Registry/RegistryProvider.cs")
    $isBuilt = [System.IO.File]::Exists($dll)
    foreach ($source in $sources) { if ($isBuilt -and [System.IO.File]::GetLastWriteTimeUtc($source) -gt [System.IO.File]::GetLastWriteTimeUtc($dll)) { $isBuilt = $false } }
    # Built by build/ensure-powershell.mjs; without it every shell compiles it anew, which takes seconds.
    if ($isBuilt) { Import-Module -Name $dll }
    elseif (-not ('StubWindows.RegistryProvider' -as [type])) { (Add-Type -Path $sources -PassThru)[0].Assembly | Import-Module }
    $store = 'StubWindows.RegistryStore' -as [type]
    $store::File = "$script:state/registry.json"
}

# --- the computer as it was given

function Read-StubState { ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText("$script:root/stub.json")) }

# A field of stub.json, or what stands in where it has none.
function Get-StubField {
    param([string] $Name, [object] $Otherwise)
    $property = (Read-StubState).PSObject.Properties[$Name]
    if ($null -eq $property) { return $Otherwise }
    return $property.Value
}

# Every adapter begins here. What is arranged for it: a Win32 code or HRESULT; 'hang', 'exit', 'garbage', 'half', 'flood';
# or { "do": one of these, "skip": how many calls go well before, "times": how many fail then, all without it }.
function Invoke-Arranged {
    param([Parameter(Mandatory = $true)] [string] $Adapter)
    Initialize-StubComputer
    if ($null -ne (Get-StubField -Name 'recordCalls')) { [System.IO.File]::AppendAllText("$script:root/calls.txt", "$Adapter`n") }
    $failures = Get-StubField -Name 'failures'
    if ($null -eq $failures -or $null -eq $failures.PSObject.Properties[$Adapter]) { return }
    $arranged = $failures.PSObject.Properties[$Adapter].Value
    $skip = 0
    $last = [int]::MaxValue
    if ($arranged -is [System.Management.Automation.PSCustomObject]) {
        $skip = $arranged.skip
        if ($null -ne $arranged.PSObject.Properties['times']) { $last = $skip + $arranged.times }
        $arranged = $arranged.do
    }
    $key = "$Adapter $arranged $skip"
    $script:calls[$key] = 1 + $script:calls[$key]
    if ($script:calls[$key] -le $skip -or $script:calls[$key] -gt $last) { return }
    Invoke-Misfortune -Kind $arranged
}

function Reset-StubCall { $script:calls = @{} }

function Invoke-Misfortune {
    param([object] $Kind)
    switch ($Kind) {
        'hang' { [System.Threading.Thread]::Sleep(600000) }
        'exit' { [System.Environment]::Exit(0) }
        'garbage' { [System.Console]::Out.Write("`n@@this is no frame`n") }
        'half' { [System.Console]::Out.Write("`n@@eyJ0IjoicmVzdWx0Ii"); [System.Console]::Out.Flush(); [System.Environment]::Exit(0) }
        'flood' { $chunk = New-Object -TypeName string -ArgumentList 'x', 1048576; for ($count = 0; $count -lt 64; $count++) { [System.Console]::Out.Write($chunk) } }
        default { throw (New-NativeException -Code $Kind) }
    }
}

# As .NET would throw it: with a Win32 code, or with an HRESULT.
function New-NativeException {
    param([long] $Code)
    if ($Code -ge 0 -and $Code -lt 65536) { return New-Object -TypeName System.ComponentModel.Win32Exception -ArgumentList ([int]$Code) }
    $number = [int]($Code -band 0x7FFFFFFFL)
    if ($Code -lt 0 -or $Code -gt [int]::MaxValue) { $number = $number -bor [int]::MinValue }
    return New-Object -TypeName System.IO.IOException -ArgumentList 'as arranged', $number
}

# --- drives

# The file of this host that a Windows path means; always below the root. Names match whatever their case.
function ConvertTo-StubPath {
    param([Parameter(Mandatory = $true)] [string] $Path)
    $parts = New-Object -TypeName 'System.Collections.Generic.List[string]'
    foreach ($part in $Path.Replace('/', '\').Split('\')) {
        if ($part -eq '..') { if ($parts.Count -gt 1) { $parts.RemoveAt($parts.Count - 1) } }
        elseif ($part -ne '' -and $part -ne '.') { $parts.Add($part) }
    }
    if ($Path.StartsWith('\\')) { $parts.Insert(0, 'UNC') }
    $parts[0] = $parts[0].TrimEnd(':')
    $real = $script:root
    foreach ($part in $parts) { $real = "$real/" + (Find-StubName -Folder $real -Name $part) }
    return $real
}

function Find-StubName {
    param([string] $Folder, [string] $Name)
    if ([System.IO.Path]::Exists("$Folder/$Name") -or -not [System.IO.Directory]::Exists($Folder)) { return $Name }
    foreach ($entry in [System.IO.Directory]::GetFileSystemEntries($Folder)) {
        $found = [System.IO.Path]::GetFileName($entry)
        if ([string]::Equals($found, $Name, 'OrdinalIgnoreCase')) { return $found }
    }
    return $Name
}

# A text in which absolute Windows paths are files of this host: alone, or behind the '=' of a flag or a variable.
function ConvertTo-StubText {
    param([AllowEmptyString()] [string] $Text)
    if ($Text -match '\A(--[^=]*=|[^=\\/]+=)?([A-Za-z]:[\\/].*)\z') { return [string]$Matches[1] + (ConvertTo-StubPath -Path $Matches[2]) }
    return $Text
}

# --- the first moment

function Initialize-StubComputer {
    if ([System.IO.File]::Exists("$script:state/ready")) { return }
    $null = [System.IO.Directory]::CreateDirectory($script:state)
    Invoke-Locked -Action {
        if ([System.IO.File]::Exists("$script:state/ready")) { return }
        Set-FirstRegistry
        [System.IO.File]::WriteAllText("$script:state/ready", '')
    }
}

function Set-FirstRegistry {
    $null = New-Item -Path "HKLM:\$script:serviceKey" -Force
    Set-FirstKey -Path 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' -Values @{ UBR = 2700 }
    Set-FirstKey -Path 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager\Environment' -Values @{ PROCESSOR_ARCHITECTURE = 'AMD64' }
    foreach ($name in @(Get-StubField -Name 'serviceNames' -Otherwise @())) { Set-FirstKey -Path "HKLM:\$script:serviceKey\$name" -Values @{ Start = 2 } }
    $registry = Get-StubField -Name 'registry'
    if ($null -ne $registry) {
        foreach ($key in $registry.PSObject.Properties) {
            $values = @{}
            foreach ($value in $key.Value.PSObject.Properties) { $values[$value.Name] = $value.Value }
            Set-FirstKey -Path $key.Name -Values $values
        }
    }
    $service = Get-StubField -Name 'service'
    if ($null -eq $service) { return }
    # As the installer leaves it (recorded): three restarts after 1, 5 and 5 minutes, forgotten after a day.
    $recovery = New-RecoveryBytes -ResetSeconds 86400 -Actions @(@(1, 60000), @(1, 300000), @(1, 300000))
    Set-FirstKey -Path "HKLM:\$script:serviceKey\Alloy" -Values @{
        ImagePath = '"C:\Program Files\GrafanaLabs\Alloy\alloy-service-windows-amd64.exe"'; ObjectName = [string]$service.StartName
        Start = @{ Auto = 2; Manual = 3; Disabled = 4 }[[string]$service.StartMode]; DelayedAutostart = [int][bool]$service.DelayedAutoStart; FailureActions = $recovery
    }
}

# Kinds follow from the values: a list is REG_MULTI_SZ, { "kind": ..., "data": ... } says its own.
function Set-FirstKey {
    param([string] $Path, [System.Collections.IDictionary] $Values)
    $null = New-Item -Path $Path -Force
    foreach ($name in @($Values.Keys)) {
        $data = $Values[$name]
        $kind = $null
        if ($data -is [System.Management.Automation.PSCustomObject]) { $kind = $data.kind; $data = $data.data }
        elseif ($data -is [byte[]]) { $kind = 'Binary' }
        elseif ($data -is [array]) { $kind = 'MultiString'; $data = [string[]]@($data -ne '') }
        elseif ($data -is [int] -or $data -is [long]) { $kind = 'DWord' }
        else { $kind = 'String' }
        Set-ItemProperty -LiteralPath $Path -Name $name -Value $data -Type $kind
    }
}

# SERVICE_FAILURE_ACTIONS as the service manager keeps it in the registry.
function New-RecoveryBytes {
    param([long] $ResetSeconds, [object[]] $Actions)
    $numbers = @([uint32]$ResetSeconds, [uint32]0, [uint32]0, [uint32]$Actions.Count, [uint32]20)
    foreach ($action in $Actions) { $numbers += [uint32]$action[0], [uint32]$action[1] }
    $bytes = New-Object -TypeName 'System.Collections.Generic.List[byte]'
    foreach ($number in $numbers) { $bytes.AddRange([System.BitConverter]::GetBytes([uint32]$number)) }
    return , $bytes.ToArray()
}

# One shell after the other.
function Invoke-Locked {
    param([scriptblock] $Action)
    for ($attempt = 0; $true; $attempt++) {
        try { $turn = New-Object -TypeName System.IO.FileStream -ArgumentList "$script:state/lock", ([System.IO.FileMode]::OpenOrCreate), ([System.IO.FileAccess]::ReadWrite), ([System.IO.FileShare]::None); break }
        catch { if ($attempt -gt 1000) { throw } }
        [System.Threading.Thread]::Sleep(5)
    }
    try { & $Action } finally { $turn.Dispose() }
}

# --- processes of this host

function Test-StubProcess {
    param([long] $ProcessId)
    if ($ProcessId -le 0) { return $false }
    try { $stat = [System.IO.File]::ReadAllText("/proc/$ProcessId/stat") } catch { return $false }
    return $stat.Substring($stat.LastIndexOf(')') + 2, 1) -ne 'Z'
}

function Get-StubProcess {
    param([long] $ProcessId, [string] $Name)
    if (-not (Test-StubProcess -ProcessId $ProcessId)) { return }
    $process = [System.Diagnostics.Process]::GetProcessById($ProcessId)
    if ($Name -eq '') { $Name = "$($process.ProcessName).exe" }
    [pscustomobject]@{ ProcessId = $ProcessId; Name = $Name; CreationDate = $process.StartTime; WorkingSetSize = $process.WorkingSet64 }
}

# Who really listens: the sockets of /proc/net that are in state "listen", and the processes that have them open.
function Get-StubListener {
    param([int] $Port)
    $inodes = @(foreach ($table in '/proc/net/tcp', '/proc/net/tcp6') {
            foreach ($line in [System.IO.File]::ReadAllLines($table)) {
                $fields = $line.Trim() -split '\s+'
                if ($fields[3] -eq '0A' -and $fields[1].EndsWith(':{0:X4}' -f $Port)) { $fields[9] }
            }
        })
    if ($inodes.Count -eq 0) { return }
    foreach ($folder in [System.IO.Directory]::GetDirectories('/proc')) {
        $id = [System.IO.Path]::GetFileName($folder)
        if ($id -notmatch '\A[0-9]+\z') { continue }
        try { $open = [System.IO.Directory]::GetFiles("$folder/fd") } catch { continue }
        foreach ($file in $open) {
            $target = [System.IO.FileInfo]::new($file).LinkTarget
            if ($target -match '\Asocket:\[([0-9]+)\]\z' -and $inodes -contains $Matches[1]) { [int]$id; break }
        }
    }
}

# --- the service manager

function Test-StubService { Test-Path -LiteralPath "HKLM:\$script:serviceKey\Alloy" }

# Fails as Get-Service does where there is no such service.
function Assert-StubService {
    if (Test-StubService) { return }
    $exception = New-Object -TypeName System.InvalidOperationException -ArgumentList "Cannot find any service with service name 'Alloy'."
    throw (New-Object -TypeName System.Management.Automation.ErrorRecord -ArgumentList $exception, 'NoServiceFoundForGivenName,Microsoft.PowerShell.Commands.GetServiceCommand', 'ObjectNotFound', 'Alloy')
}

# As ServiceController throws: the Win32 error is the inner one.
function Stop-WithServiceError {
    param([int] $Code)
    throw (New-Object -TypeName System.InvalidOperationException -ArgumentList 'Cannot control the service Alloy.', (New-Object -TypeName System.ComponentModel.Win32Exception -ArgumentList $Code))
}

function Get-NowMs { [System.DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds() }

function Read-StubRun {
    $file = "$script:state/service.json"
    if ([System.IO.File]::Exists($file)) { return ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($file)) }
    return [pscustomobject]@{ run = $null; launchedAt = 0; isStopAsked = $false; exitCode = 1077; restartAt = $null; ends = @() }
}

function Write-StubRun {
    param([object] $Run)
    [System.IO.File]::WriteAllText("$script:state/service.json.new", (ConvertTo-Json -InputObject $Run -Depth 4))
    [System.IO.File]::Move("$script:state/service.json.new", "$script:state/service.json", $true)
}

# What the wrapper wrote about itself: 'begin' or 'end'.
function Read-StubAnswer {
    param([string] $Run, [string] $Name)
    $file = "$script:state/$Run.$Name.json"
    if (-not [System.IO.File]::Exists($file)) { return $null }
    return ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($file))
}

# The service as the service manager sees it now: State as .NET names it, ids, exit code. What has happened meanwhile is
# settled first: an end, a crash, a restart that is due.
function Get-StubService {
    Invoke-Locked -Action {
        $run = Read-StubRun
        $status = Resolve-StubRun -Run $run
        if ($status.State -eq 'Stopped' -and $null -ne $run.restartAt -and (Get-NowMs) -ge $run.restartAt) {
            Start-StubProgram -Run $run
            $status = Resolve-StubRun -Run $run
        }
        $status
    }
}

function Resolve-StubRun {
    param([object] $Run)
    $status = [ordered]@{ State = 'Stopped'; ProcessId = 0; AlloyId = 0; ExitCode = $Run.exitCode }
    if ($null -eq $Run.run) { return [pscustomobject]$status }
    $begin = Read-StubAnswer -Run $Run.run -Name 'begin'
    $end = Read-StubAnswer -Run $Run.run -Name 'end'
    $isGone = $null -ne $end -or ($null -ne $begin -and -not (Test-StubProcess -ProcessId $begin.wrapperId))
    if ($null -eq $begin -and $null -eq $end -and (Get-NowMs) - $Run.launchedAt -gt 20000) { $isGone = $true }
    if ($isGone) {
        Complete-StubRun -Run $Run
        $status.ExitCode = $Run.exitCode
        return [pscustomobject]$status
    }
    $status.ExitCode = 0
    if ($null -eq $begin) { $status.State = 'StartPending'; return [pscustomobject]$status }
    $status.State = 'Running'
    if ($Run.isStopAsked) { $status.State = 'StopPending' }
    $status.ProcessId = $begin.wrapperId
    $status.AlloyId = $begin.alloyId
    return [pscustomobject]$status
}

# An end that nobody asked for is a crash to the service manager, whatever the code: 1067, and its recovery follows.
function Complete-StubRun {
    param([object] $Run)
    $Run.run = $null
    $Run.exitCode = 0
    if (-not $Run.isStopAsked) {
        $now = Get-NowMs
        $Run.exitCode = 1067
        $Run.ends = @($Run.ends) + $now
        $Run.restartAt = Get-StubRestart -Ends $Run.ends -Now $now
    }
    $Run.isStopAsked = $false
    Write-StubRun -Run $Run
}

function Get-StubRestart {
    param([object[]] $Ends, [long] $Now)
    $bytes = (Get-Item -LiteralPath "HKLM:\$script:serviceKey\Alloy").GetValue('FailureActions')
    if ($null -eq $bytes) { return $null }
    $reset = [System.BitConverter]::ToUInt32($bytes, 0)
    $count = [System.BitConverter]::ToUInt32($bytes, 12)
    if ($count -eq 0) { return $null }
    $recent = @($Ends | Where-Object -FilterScript { $Now - $_ -lt 1000L * $reset }).Count
    $at = 20 + 8 * [System.Math]::Min($recent - 1, $count - 1)
    if ([System.BitConverter]::ToUInt32($bytes, $at) -ne 1) { return $null }
    return $Now + [System.BitConverter]::ToUInt32($bytes, $at + 4)
}

function Start-StubService {
    Assert-StubService
    $service = Get-Item -LiteralPath "HKLM:\$script:serviceKey\Alloy"
    if ($service.GetValue('DeleteFlag') -eq 1) { Stop-WithServiceError -Code 1072 }
    if ($service.GetValue('Start') -eq 4) { Stop-WithServiceError -Code 1058 }
    Invoke-Locked -Action {
        $run = Read-StubRun
        if ((Resolve-StubRun -Run $run).State -ne 'Stopped') { Stop-WithServiceError -Code 1056 }
        # Without its three values, or with one of another kind, the wrapper ends before it has reached the service
        # manager; with quotes around the program too (recorded).
        if (-not (Test-StubSetting)) { Stop-WithServiceError -Code 1053 }
        Start-StubProgram -Run $run
    }
}

function Test-StubSetting {
    if (-not (Test-Path -LiteralPath "HKLM:\$script:alloyKey")) { return $false }
    $key = Get-Item -LiteralPath "HKLM:\$script:alloyKey"
    foreach ($wanted in @(@('', 'String ExpandString'), @('Arguments', 'MultiString'), @('Environment', 'MultiString'))) {
        if ($key.GetValueNames() -notcontains $wanted[0] -or $wanted[1].Split(' ') -notcontains $key.GetValueKind($wanted[0])) { return $false }
    }
    return -not $key.GetValue('').StartsWith('"')
}

# A process of its own, which outlives this shell and is no child of it, with nothing of this shell open.
function Start-StubProgram {
    param([object] $Run)
    $key = Get-Item -LiteralPath "HKLM:\$script:alloyKey"
    $program = @(Get-StubField -Name 'program')
    $file = $program[0]
    # Only this program is installed; any other is missing, which the wrapper notices after it has said running.
    if (([string]$key.GetValue('') -split '\\')[-1] -ne 'alloy-windows-amd64.exe') { $file = '/no/such/program' }
    $arguments = @($program | Select-Object -Skip 1) + @($key.GetValue('Arguments') | ForEach-Object -Process { ConvertTo-StubText -Text $_ })
    $folder = ConvertTo-StubPath -Path ([string]$key.GetValue('') -replace '\\[^\\]+\z', '')
    $null = [System.IO.Directory]::CreateDirectory($folder)
    $environment = [ordered]@{ PATH = '/usr/bin:/bin'; HOSTNAME = [string](Get-StubField -Name 'computerName') }
    foreach ($line in @($key.GetValue('Environment'))) {
        $at = $line.IndexOf('=')
        if ($at -lt 1) { continue }
        # Later ones win, upper and lower case apart or not.
        foreach ($former in @($environment.Keys)) { if ($former -eq $line.Substring(0, $at)) { $environment.Remove($former) } }
        $environment[$line.Substring(0, $at)] = ConvertTo-StubText -Text $line.Substring($at + 1)
    }
    $Run.run = [guid]::NewGuid().ToString('N')
    $Run.launchedAt = Get-NowMs
    $Run.isStopAsked = $false
    $Run.restartAt = $null
    $order = @{
        file = $file; args = $arguments; folder = $folder; environment = $environment; log = "$script:root/alloy.log"
        lastsUntilMs = $Run.launchedAt + 3600000
    }
    $orderFile = "$script:state/$($Run.run).json"
    [System.IO.File]::WriteAllText($orderFile, (ConvertTo-Json -InputObject $order -Depth 4))
    Write-StubRun -Run $Run
    $start = New-Object -TypeName System.Diagnostics.ProcessStartInfo -ArgumentList '/bin/sh'
    $node = Get-StubField -Name 'node' -Otherwise 'node'
    if ($program[0] -match '/node\z') { $node = $program[0] }
    foreach ($argument in '-c', 'exec setsid --fork "$@" < /dev/null > /dev/null 2>&1', 'sh', $node, "$PSScriptRoot/wrapper.mjs", $orderFile) { $start.ArgumentList.Add($argument) }
    [System.Diagnostics.Process]::Start($start).WaitForExit()
}

function Stop-StubService {
    Assert-StubService
    Invoke-Locked -Action {
        $run = Read-StubRun
        $status = Resolve-StubRun -Run $run
        if ($status.State -eq 'Stopped') {
            # A restart that was due is off the table.
            $run.restartAt = $null
            Write-StubRun -Run $run
            Stop-WithServiceError -Code 1062
        }
        if ($status.State -ne 'Running') { Stop-WithServiceError -Code 1061 }
        $run.isStopAsked = $true
        Write-StubRun -Run $run
        [System.Diagnostics.Process]::Start('/bin/kill', "-TERM $($status.ProcessId)").WaitForExit()
    }
}

# What sc.exe failure does: 'restart/60000//0', or nothing for no action.
function Set-StubRecovery {
    param([long] $ResetSeconds, [AllowEmptyString()] [string] $Actions)
    if (-not (Test-StubService)) { return 1060 }
    $types = @{ '' = 0; 'restart' = 1; 'reboot' = 2; 'run' = 3 }
    $parts = @(if ($Actions -ne '') { $Actions.Split('/') })
    $pairs = @(for ($at = 0; $at + 1 -lt $parts.Count; $at += 2) { , @($types[$parts[$at]], [long]$parts[$at + 1]) })
    Set-ItemProperty -LiteralPath "HKLM:\$script:serviceKey\Alloy" -Name 'FailureActions' -Value (New-RecoveryBytes -ResetSeconds $ResetSeconds -Actions $pairs) -Type 'Binary'
    return 0
}

function Set-StubRecoveryFlag {
    param([int] $Flag)
    if (-not (Test-StubService)) { return 1060 }
    Set-ItemProperty -LiteralPath "HKLM:\$script:serviceKey\Alloy" -Name 'FailureActionsOnNonCrashFailures' -Value $Flag -Type 'DWord'
    return 0
}

# --- small things for the adapters

function Get-StubDrive {
    param([string] $View, [string] $Path)
    return @{ Registry64 = 'HKLM:\'; Registry32 = 'HKLM32:\' }[$View] + $Path
}

# Every stub computer has its own; the name of the real one stays free.
function Get-StubMutexName {
    param([string] $Name)
    return '{0}.{1}' -f $Name, ($script:root -replace '[^A-Za-z0-9]', '_')
}

Import-StubRegistry
