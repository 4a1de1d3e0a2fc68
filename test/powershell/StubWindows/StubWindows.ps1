# A small Windows computer in a folder, in the place of the module's adapters: the same names, and nothing but them is
# different. Its state is one JSON file in the folder, so that it survives the shell; drive C: is the folder C beside it.
$script:stubRoot = $env:ALLOY_STUB_ROOT

function Read-StubState { [System.IO.File]::ReadAllText("$script:stubRoot/stub.json") | ConvertFrom-Json }

function Write-StubState {
    param([Parameter(Mandatory = $true)] [object] $State)
    $beside = "$script:stubRoot/stub.json.$PID"
    [System.IO.File]::WriteAllText($beside, (ConvertTo-Json -InputObject $State -Depth 8))
    [System.IO.File]::Move($beside, "$script:stubRoot/stub.json", $true)
}

# A failure that the test arranged for this adapter: a Win32 code, or 'hang', or 'exit'.
function Invoke-Arranged {
    param([Parameter(Mandatory = $true)] [string] $Adapter)
    $arranged = (Read-StubState).failures.PSObject.Properties[$Adapter]
    if ($null -eq $arranged) { return }
    if ($arranged.Value -eq 'hang') { [System.Threading.Thread]::Sleep(600000) }
    if ($arranged.Value -eq 'exit') { [System.Environment]::Exit(0) }
    throw (New-Object -TypeName System.ComponentModel.Win32Exception -ArgumentList ([int]$arranged.Value))
}

# The file of this host that a Windows path means; always below the folder.
function ConvertTo-StubPath {
    param([Parameter(Mandatory = $true)] [string] $Path)
    $parts = New-Object -TypeName 'System.Collections.Generic.List[string]'
    foreach ($part in $Path.Replace('/', '\').Split('\')) {
        if ($part -eq '..') { if ($parts.Count -gt 1) { $parts.RemoveAt($parts.Count - 1) } }
        elseif ($part -ne '' -and $part -ne '.') { $parts.Add($part.TrimEnd(':')) }
    }
    return $script:stubRoot + '/' + [string]::Join('/', $parts)
}

function Test-StubProcess {
    param([int] $ProcessId)
    if ($ProcessId -le 0 -or -not [System.IO.File]::Exists("/proc/$ProcessId/stat")) { return $false }
    $stat = [System.IO.File]::ReadAllText("/proc/$ProcessId/stat")
    return $stat.Substring($stat.LastIndexOf(')') + 2, 1) -ne 'Z'
}

function Read-OperatingSystem { Invoke-Arranged 'Read-OperatingSystem'; (Read-StubState).system }
function Read-Identity { Invoke-Arranged 'Read-Identity'; (Read-StubState).identity }
function Read-ComputerName { Invoke-Arranged 'Read-ComputerName'; (Read-StubState).computerName }
function Read-DisplayLanguage { Invoke-Arranged 'Read-DisplayLanguage'; (Read-StubState).language }
function Read-ExecutionPolicy { Invoke-Arranged 'Read-ExecutionPolicy'; (Read-StubState).executionPolicies }
function Read-ServiceName { Invoke-Arranged 'Read-ServiceName'; (Read-StubState).serviceNames }
function Read-ProgramDataPath { Invoke-Arranged 'Read-ProgramDataPath'; 'C:\ProgramData' }

function Read-RegistryKey {
    param([Parameter(Mandatory = $true)] [string] $Path)
    Invoke-Arranged 'Read-RegistryKey'
    $key = (Read-StubState).registry.PSObject.Properties[$Path]
    if ($null -ne $key) { $key.Value }
}

# The wrapper of the recorded Windows build: it says running at once; when its child ends, the service has crashed.
function Read-ServiceRecord {
    Invoke-Arranged 'Read-ServiceRecord'
    $state = Read-StubState
    if ($null -eq $state.service) { return }
    $service = $state.service
    if ($service.State -ne 'Stopped' -and -not (Test-StubProcess -ProcessId $service.ProcessId)) {
        $service.ExitCode = [int]($service.State -eq 'Running')
        $service.State = 'Stopped'
        $service.ProcessId = 0
        Write-StubState -State $state
    }
    return $service
}

function Start-ServiceRecord {
    Invoke-Arranged 'Start-ServiceRecord'
    $state = Read-StubState
    $own = $state.registry.'HKLM:\SOFTWARE\GrafanaLabs\Alloy'
    $arguments = @($own.Arguments | ForEach-Object -Process {
            if ($_ -match '^[A-Za-z]:\\') { ConvertTo-StubPath -Path $_ }
            elseif ($_ -match '^(--[^=]+=)([A-Za-z]:\\.*)$') { $Matches[1] + (ConvertTo-StubPath -Path $Matches[2]) }
            else { $_ }
        })
    $pidFile = "$script:stubRoot/alloy.pid"
    [System.IO.File]::Delete($pidFile)
    # A process of its own, which outlives this shell and is no child of it.
    $script = 'echo $$ > "$1.new"; mv "$1.new" "$1"; log="$2"; shift 2; exec "$@" >> "$log" 2>&1 < /dev/null'
    $start = New-Object -TypeName System.Diagnostics.ProcessStartInfo -ArgumentList '/usr/bin/setsid'
    foreach ($argument in @('--fork', '/bin/sh', '-c', $script, 'service', $pidFile, "$script:stubRoot/alloy.log") + @($state.program) + $arguments) { $start.ArgumentList.Add($argument) }
    $start.Environment['HOSTNAME'] = $state.computerName
    $null = [System.Diagnostics.Process]::Start($start)
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not [System.IO.File]::Exists($pidFile)) {
        if ($watch.Elapsed.TotalSeconds -gt 10) { throw (New-Object -TypeName System.ComponentModel.Win32Exception -ArgumentList 1053) }
        Start-Sleep -Milliseconds 10
    }
    $state.service.ProcessId = [int][System.IO.File]::ReadAllText($pidFile)
    $state.service.State = 'Running'
    $state.service.ExitCode = 0
    Write-StubState -State $state
}

function Stop-ServiceRecord {
    Invoke-Arranged 'Stop-ServiceRecord'
    $state = Read-StubState
    $state.service.State = 'Stop Pending'
    Write-StubState -State $state
    $null = [System.Diagnostics.Process]::Start('/bin/kill', "-INT $($state.service.ProcessId)")
}

# The stub's service and its Alloy are one process.
function Read-ProcessRecord {
    param([Parameter(Mandatory = $true)] [string] $Filter)
    Invoke-Arranged 'Read-ProcessRecord'
    $id = [int]$Filter.Split('=')[1]
    if (-not (Test-StubProcess -ProcessId $id)) { return }
    $process = [System.Diagnostics.Process]::GetProcessById($id)
    [pscustomobject]@{ ProcessId = $id; Name = 'alloy-windows-amd64.exe'; CreationDate = $process.StartTime; WorkingSetSize = $process.WorkingSet64 }
}

function Read-TcpListener {
    param([Parameter(Mandatory = $true)] [int] $Port)
    Invoke-Arranged 'Read-TcpListener'
    $listeners = [System.Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpListeners()
    if (@($listeners | Where-Object -Property Port -EQ -Value $Port).Count -gt 0) { (Read-StubState).service.ProcessId }
}

function Test-FilePath { param([Parameter(Mandatory = $true)] [string] $Path) Invoke-Arranged 'Test-FilePath'; [System.IO.File]::Exists((ConvertTo-StubPath -Path $Path)) }
function Test-FolderPath { param([Parameter(Mandatory = $true)] [string] $Path) Invoke-Arranged 'Test-FolderPath'; [System.IO.Directory]::Exists((ConvertTo-StubPath -Path $Path)) }
function Read-FileByte { param([Parameter(Mandatory = $true)] [string] $Path) Invoke-Arranged 'Read-FileByte'; , [System.IO.File]::ReadAllBytes((ConvertTo-StubPath -Path $Path)) }
function Read-FileInfo { param([Parameter(Mandatory = $true)] [string] $Path) Invoke-Arranged 'Read-FileInfo'; New-Object -TypeName System.IO.FileInfo -ArgumentList (ConvertTo-StubPath -Path $Path) }
function Read-FolderEntry { param([Parameter(Mandatory = $true)] [string] $Path) Invoke-Arranged 'Read-FolderEntry'; (New-Object -TypeName System.IO.DirectoryInfo -ArgumentList (ConvertTo-StubPath -Path $Path)).GetFiles() }

function Write-NewFile {
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [byte[]] $Bytes)
    Invoke-Arranged 'Write-NewFile'
    [System.IO.File]::WriteAllBytes((ConvertTo-StubPath -Path $Path), $Bytes)
}

function Switch-File {
    param([Parameter(Mandatory = $true)] [string] $Source, [Parameter(Mandatory = $true)] [string] $Destination)
    Invoke-Arranged 'Switch-File'
    $real = ConvertTo-StubPath -Path $Destination
    # As ReplaceFile: what is replaced keeps its permissions.
    $mode = [System.IO.File]::GetUnixFileMode($real)
    [System.IO.File]::Move((ConvertTo-StubPath -Path $Source), $real, $true)
    [System.IO.File]::SetUnixFileMode($real, $mode)
}

function Move-File {
    param([Parameter(Mandatory = $true)] [string] $Source, [Parameter(Mandatory = $true)] [string] $Destination)
    Invoke-Arranged 'Move-File'
    [System.IO.File]::Move((ConvertTo-StubPath -Path $Source), (ConvertTo-StubPath -Path $Destination))
}

function Remove-FileAt { param([Parameter(Mandatory = $true)] [string] $Path) Invoke-Arranged 'Remove-FileAt'; [System.IO.File]::Delete((ConvertTo-StubPath -Path $Path)) }
function New-Folder { param([Parameter(Mandatory = $true)] [string] $Path) Invoke-Arranged 'New-Folder'; $null = [System.IO.Directory]::CreateDirectory((ConvertTo-StubPath -Path $Path)) }
function New-ProtectedFolder { param([Parameter(Mandatory = $true)] [string] $Path) Invoke-Arranged 'New-ProtectedFolder'; $null = [System.IO.Directory]::CreateDirectory((ConvertTo-StubPath -Path $Path)) }

function Read-FolderOwner {
    param([Parameter(Mandatory = $true)] [string] $Path)
    Invoke-Arranged 'Read-FolderOwner'
    $stranger = (Read-StubState).foreignFolders
    if ($stranger -contains $Path) { return [pscustomobject]@{ Owner = 'S-1-5-21-1-2-3-1001'; Grants = @('S-1-5-21-1-2-3-1001'); IsLink = $false } }
    [pscustomobject]@{ Owner = 'S-1-5-32-544'; Grants = @('S-1-5-18', 'S-1-5-32-544'); IsLink = $false }
}

# A file stands for the mutex; a holder that died has given it up.
function Lock-NamedMutex {
    Invoke-Arranged 'Lock-NamedMutex'
    $file = "$script:stubRoot/mutex"
    if ([System.IO.File]::Exists($file) -and (Test-StubProcess -ProcessId ([int][System.IO.File]::ReadAllText($file)))) { return $false }
    [System.IO.File]::WriteAllText($file, [string]$PID)
    return $true
}

function Unlock-NamedMutex { Invoke-Arranged 'Unlock-NamedMutex'; [System.IO.File]::Delete("$script:stubRoot/mutex") }
