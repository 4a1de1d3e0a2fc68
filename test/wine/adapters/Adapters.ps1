# The real adapters, but for those that Wine cannot answer: it keeps no permissions of files and has no CIM. What stands
# in for them answers as an orderly Windows would, from what Wine does know.
$real = [System.IO.Path]::Combine($PSScriptRoot, '..', '..', '..', 'electron', 'machine-windows', 'AlloyMachine', 'Private', 'Adapters')
foreach ($folder in $real, [System.IO.Path]::Combine($real, [string]$PSVersionTable.PSEdition)) {
    foreach ($file in [System.IO.Directory]::GetFiles($folder, '*.ps1')) { . $file }
}

function Read-PathSecurity {
    param([Parameter(Mandatory = $true)] [string] $Path)
    [pscustomobject]@{ Owner = 'S-1-5-32-544'; Rules = @([pscustomobject]@{ Type = 'Allow'; Sid = 'S-1-5-18'; Rights = 0x1F01FF; IsForChildren = $false }) }
}

function Read-OperatingSystem { [pscustomobject]@{ Caption = 'Microsoft Windows 10 Pro'; BuildNumber = '18362'; OSArchitecture = '64-bit' } }

function Read-ServiceRecord {
    $service = Get-Service -Name 'Alloy' -ErrorAction Ignore
    if ($null -eq $service) { return }
    # .NET writes a state as one word, CIM as two.
    $state = [regex]::Replace([string]$service.Status, '(?<=[a-z])(?=Pending)', ' ')
    [pscustomobject]@{
        State = $state; StartMode = [string]$service.StartType; DelayedAutoStart = $false; StartName = 'LocalSystem'
        ProcessId = 0; ExitCode = 0; ServiceSpecificExitCode = 0
    }
    $service.Dispose()
}
