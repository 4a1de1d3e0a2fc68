# A small Windows computer in a folder, in the place of the module's adapters: the same names, and nothing but them is
# different. What they stand on is `Support/StubWindows.psm1`.
Import-Module -Name "$PSScriptRoot/Support/StubWindows.psm1"

function Read-OperatingSystem { Invoke-Arranged 'Read-OperatingSystem'; (Read-StubState).system }
function Read-Identity { Invoke-Arranged 'Read-Identity'; (Read-StubState).identity | Select-Object -Property Name, Sid, IsAdministrator }
function Read-ComputerName { Invoke-Arranged 'Read-ComputerName'; (Read-StubState).computerName }
function Read-DisplayLanguage { Invoke-Arranged 'Read-DisplayLanguage'; (Read-StubState).language }
function Read-ExecutionPolicy { Invoke-Arranged 'Read-ExecutionPolicy'; (Read-StubState).executionPolicies }
function Read-ProgramDataPath { Invoke-Arranged 'Read-ProgramDataPath'; 'C:\ProgramData' }
function Wait-Moment { param([Parameter(Mandatory = $true)] [int] $Milliseconds) Invoke-Arranged 'Wait-Moment'; Start-Sleep -Milliseconds ([int]($Milliseconds * (Get-StubField -Name 'timeScale' -Otherwise 1))) }
function Get-EmptyArgument { Invoke-Arranged 'Get-EmptyArgument'; '' }

# --- registry: the drives HKLM: and HKLM32: of the stub's own provider

function Test-RegistryKey {
    param([Parameter(Mandatory = $true)] [string] $View, [Parameter(Mandatory = $true)] [string] $Path)
    Invoke-Arranged 'Test-RegistryKey'
    Test-Path -LiteralPath (Get-StubDrive -View $View -Path $Path)
}

function Read-RegistryKey {
    param([Parameter(Mandatory = $true)] [string] $View, [Parameter(Mandatory = $true)] [string] $Path)
    Invoke-Arranged 'Read-RegistryKey'
    $key = Get-Item -LiteralPath (Get-StubDrive -View $View -Path $Path)
    $values = @($key.GetValueNames() | ForEach-Object -Process { [pscustomobject]@{ Name = $_; Kind = $key.GetValueKind($_); Data = $key.GetValue($_) } })
    [pscustomobject]@{ Values = $values; Keys = @($key.GetSubKeyNames()) }
}

function Write-RegistryList {
    param(
        [Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [string] $Name,
        [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [string[]] $Data
    )
    Invoke-Arranged 'Write-RegistryList'
    Set-ItemProperty -LiteralPath (Get-StubDrive -View 'Registry64' -Path $Path) -Name $Name -Value $Data -Type 'MultiString'
}

# --- services

function Read-ServiceName { Invoke-Arranged 'Read-ServiceName'; Get-ChildItem -LiteralPath 'HKLM:\SYSTEM\CurrentControlSet\Services' -Name }

function Read-ServiceRecord {
    Invoke-Arranged 'Read-ServiceRecord'
    if (-not (Test-StubService)) { return }
    $now = Get-StubService
    $key = Get-Item -LiteralPath 'HKLM:\SYSTEM\CurrentControlSet\Services\Alloy'
    [pscustomobject]@{
        # WMI writes two words where .NET writes one.
        State = $now.State -creplace 'Pending', ' Pending'; StartMode = @{ 2 = 'Auto'; 3 = 'Manual'; 4 = 'Disabled' }[[int]$key.GetValue('Start')]
        DelayedAutoStart = 1 -eq $key.GetValue('DelayedAutostart'); StartName = $key.GetValue('ObjectName')
        ProcessId = [uint32]$now.ProcessId; ExitCode = [uint32]$now.ExitCode; ServiceSpecificExitCode = [uint32]0
    }
}

function Read-ServiceState { Invoke-Arranged 'Read-ServiceState'; Assert-StubService; (Get-StubService).State }
function Start-ServiceRecord { Invoke-Arranged 'Start-ServiceRecord'; Start-StubService }
function Stop-ServiceRecord { Invoke-Arranged 'Stop-ServiceRecord'; Stop-StubService }

function Send-ServiceRecovery {
    param([Parameter(Mandatory = $true)] [long] $ResetSeconds, [Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Actions)
    Invoke-Arranged 'Send-ServiceRecovery'
    return Set-StubRecovery -ResetSeconds $ResetSeconds -Actions $Actions
}

function Send-ServiceRecoveryFlag {
    param([Parameter(Mandatory = $true)] [int] $Flag)
    Invoke-Arranged 'Send-ServiceRecoveryFlag'
    return Set-StubRecoveryFlag -Flag $Flag
}

# --- processes: those of this host

# What would be started with more rights stands in elevated.txt.
function Start-ElevatedProcess {
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $CommandLine)
    Invoke-Arranged 'Start-ElevatedProcess'
    [System.IO.File]::AppendAllText("$env:ALLOY_STUB_ROOT/elevated.txt", "$Path $CommandLine`n")
}

function Read-ProcessRecord {
    param([Parameter(Mandatory = $true)] [string] $Filter)
    Invoke-Arranged 'Read-ProcessRecord'
    $id = [long]($Filter -split '=')[1]
    $service = Get-StubService
    if ($Filter -match '\AParentProcessId=') {
        if ($id -ne $service.ProcessId -or $id -eq 0) { return }
        # The wrapper has a console, whose host is a child of it as well.
        [pscustomobject]@{ ProcessId = 4; Name = 'conhost.exe'; CreationDate = $null; WorkingSetSize = 1 }
        Get-StubProcess -ProcessId $service.AlloyId -Name 'alloy-windows-amd64.exe'
    }
    elseif ($id -eq $service.ProcessId) { Get-StubProcess -ProcessId $id -Name 'alloy-service-windows-amd64.exe' }
    elseif ($id -eq $service.AlloyId) { Get-StubProcess -ProcessId $id -Name 'alloy-windows-amd64.exe' }
    else { Get-StubProcess -ProcessId $id -Name '' }
}

function Read-TcpListener {
    param([Parameter(Mandatory = $true)] [int] $Port)
    Invoke-Arranged 'Read-TcpListener'
    Get-StubListener -Port $Port
}

# --- files: those below the root

function Read-FileAttribute { param([Parameter(Mandatory = $true)] [string] $Path) Invoke-Arranged 'Read-FileAttribute'; [int][System.IO.File]::GetAttributes((ConvertTo-StubPath -Path $Path)) }
function Read-FileInfo { param([Parameter(Mandatory = $true)] [string] $Path) Invoke-Arranged 'Read-FileInfo'; New-Object -TypeName System.IO.FileInfo -ArgumentList (ConvertTo-StubPath -Path $Path) | Select-Object -Property Name, Length, LastWriteTimeUtc }
function Read-FileByte { param([Parameter(Mandatory = $true)] [string] $Path) Invoke-Arranged 'Read-FileByte'; , [System.IO.File]::ReadAllBytes((ConvertTo-StubPath -Path $Path)) }
function Read-FolderEntry { param([Parameter(Mandatory = $true)] [string] $Path) Invoke-Arranged 'Read-FolderEntry'; (New-Object -TypeName System.IO.DirectoryInfo -ArgumentList (ConvertTo-StubPath -Path $Path)).GetFiles() | Select-Object -Property Name, Length, LastWriteTimeUtc }

# `fileVersions` of stub.json: by path.
function Read-FileVersion {
    param([Parameter(Mandatory = $true)] [string] $Path)
    Invoke-Arranged 'Read-FileVersion'
    $versions = Get-StubField -Name 'fileVersions'
    if ($null -eq $versions -or $null -eq $versions.PSObject.Properties[$Path]) { throw (New-Object -TypeName System.IO.FileNotFoundException) }
    [string]$versions.PSObject.Properties[$Path].Value
}

function Write-NewFile {
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [byte[]] $Bytes)
    Invoke-Arranged 'Write-NewFile'
    $stream = New-Object -TypeName System.IO.FileStream -ArgumentList (ConvertTo-StubPath -Path $Path), ([System.IO.FileMode]::CreateNew)
    $stream.Write($Bytes, 0, $Bytes.Length)
    $stream.Dispose()
}

function Write-ClosedFile {
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [byte[]] $Bytes)
    Invoke-Arranged 'Write-ClosedFile'
    $options = New-Object -TypeName System.IO.FileStreamOptions -Property @{ Mode = 'CreateNew'; Access = 'Write'; UnixCreateMode = 'UserRead, UserWrite' }
    $stream = New-Object -TypeName System.IO.FileStream -ArgumentList (ConvertTo-StubPath -Path $Path), $options
    $stream.Write($Bytes, 0, $Bytes.Length)
    $stream.Dispose()
}

# As ReplaceFile: what takes the place has the permissions and the owner of what was there.
function Switch-File {
    param(
        [Parameter(Mandatory = $true)] [string] $Source, [Parameter(Mandatory = $true)] [string] $Destination,
        [Parameter(Mandatory = $true)] [string] $Backup
    )
    Invoke-Arranged 'Switch-File'
    $real = ConvertTo-StubPath -Path $Destination
    $new = ConvertTo-StubPath -Path $Source
    # An editor that saves in the last moment, once.
    $late = Get-StubField -Name 'savedMeanwhile'
    if ($null -ne $late -and [System.IO.File]::ReadAllText($new) -ne $late -and [System.IO.File]::ReadAllText($real) -ne $late) { [System.IO.File]::WriteAllText($real, $late) }
    foreach ($tool in '/bin/chown', '/bin/chmod') { $null = $null | & $tool "--reference=$real" $new }
    # "The replacement file could not be renamed": the old one is at the third path by then, and nothing in its place.
    if ($true -eq (Get-StubField -Name 'switchHalfway')) { [System.IO.File]::Move($real, (ConvertTo-StubPath -Path $Backup)); throw (New-NativeException -Code 1177) }
    [System.IO.File]::Replace($new, $real, (ConvertTo-StubPath -Path $Backup))
}

function Move-File {
    param([Parameter(Mandatory = $true)] [string] $Source, [Parameter(Mandatory = $true)] [string] $Destination)
    Invoke-Arranged 'Move-File'
    $real = ConvertTo-StubPath -Path $Destination
    # .NET on this host says so without a number.
    if ([System.IO.Path]::Exists($real)) { throw (New-NativeException -Code 183) }
    [System.IO.File]::Move((ConvertTo-StubPath -Path $Source), $real)
}

function Remove-FileAt { param([Parameter(Mandatory = $true)] [string] $Path) Invoke-Arranged 'Remove-FileAt'; [System.IO.File]::Delete((ConvertTo-StubPath -Path $Path)) }
function New-Folder { param([Parameter(Mandatory = $true)] [string] $Path) Invoke-Arranged 'New-Folder'; $null = [System.IO.Directory]::CreateDirectory((ConvertTo-StubPath -Path $Path)) }
function New-ProtectedFolder { param([Parameter(Mandatory = $true)] [string] $Path) Invoke-Arranged 'New-ProtectedFolder'; $null = [System.IO.Directory]::CreateDirectory((ConvertTo-StubPath -Path $Path)) }

# In stub.json: `foreignFolders` somebody else has made, and others may change what is in `openFolders`.
function Read-PathSecurity {
    param([Parameter(Mandatory = $true)] [string] $Path)
    Invoke-Arranged 'Read-PathSecurity'
    $rules = @('S-1-5-18', 'S-1-5-32-544' | ForEach-Object -Process { [pscustomobject]@{ Type = 'Allow'; Sid = $_; Rights = 0x1F01FF; IsForChildren = $false } })
    $owner = 'S-1-5-32-544'
    if (@(Get-StubField -Name 'foreignFolders' -Otherwise @()) -contains $Path) { $owner = 'S-1-5-21-1-2-3-1001' }
    if (@(Get-StubField -Name 'openFolders' -Otherwise @()) -contains $Path) { $rules += [pscustomobject]@{ Type = 'Allow'; Sid = 'S-1-5-32-545'; Rights = 0x1301BF; IsForChildren = $false } }
    [pscustomobject]@{ Owner = $owner; Rules = $rules }
}

# --- the machine-wide mutex: a real one, of this computer's name

function Open-NamedMutex {
    param([Parameter(Mandatory = $true)] [string] $Name)
    Invoke-Arranged 'Open-NamedMutex'
    New-Object -TypeName System.Threading.Mutex -ArgumentList $false, (Get-StubMutexName -Name $Name)
}

function Enter-NamedMutex { param([Parameter(Mandatory = $true)] [object] $Mutex) Invoke-Arranged 'Enter-NamedMutex'; $Mutex.WaitOne(0) }
# `mutexOwner` of stub.json.
function Read-MutexOwner { param([Parameter(Mandatory = $true)] [object] $Mutex) Invoke-Arranged 'Read-MutexOwner'; Get-StubField -Name 'mutexOwner' -Otherwise 'S-1-5-32-544' }
function Exit-NamedMutex { param([Parameter(Mandatory = $true)] [object] $Mutex) Invoke-Arranged 'Exit-NamedMutex'; $Mutex.ReleaseMutex() }
function Close-NamedMutex { param([Parameter(Mandatory = $true)] [object] $Mutex) Invoke-Arranged 'Close-NamedMutex'; $Mutex.Dispose() }
