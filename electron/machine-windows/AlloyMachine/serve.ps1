<#
.SYNOPSIS
    Answers calls of the module's functions over standard input and output until the input ends.
.DESCRIPTION
    One line a frame: '@@' and the base64 of a JSON object, so that no code page and no quoting can harm a value. In come
    'call' and 'cancel'; out go 'ready', 'log', and for each call one 'result' or 'failure'. A long text comes and goes in
    frames 'part' before the one that it belongs to: Windows PowerShell reads no JSON of more than two million characters. A call runs in a runspace of
    its own, so that a cancel is heard while it runs. Everything without '@@' is noise of the console. Only exported
    functions of the module can be called, by name, with values as values: nothing here is made from a text at run time.
#>
param(
    [Parameter(Mandatory = $true)] [string] $ModulePath,
    # Stands in for the module's own contact with Windows; only an unpackaged app names one.
    [string] $AdaptersPath = ''
)
# Before anything is looked up: a module that somebody put into a folder of their own must not run with our rights. What
# is needed of the system's own modules comes by full path.
$PSModuleAutoLoadingPreference = 'None'
$env:PSModulePath = "$PSHOME/Modules"
$systemModules = @(
    foreach ($name in 'Microsoft.PowerShell.Management', 'Microsoft.PowerShell.Utility', 'Microsoft.PowerShell.Security', 'CimCmdlets') {
        $file = "$PSHOME/Modules/$name/$name.psd1"
        if ([System.IO.File]::Exists($file)) { $file }
    }
)
Import-Module -Name $systemModules
Set-StrictMode -Version 3.0
# Windows PowerShell gives arrays a Count of its own and would then write some of them as objects with 'value' and 'Count'.
Remove-TypeData -TypeName 'System.Array' -ErrorAction 'Ignore'
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$utf8 = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false
$reader = New-Object -TypeName System.IO.StreamReader -ArgumentList ([Console]::OpenStandardInput()), $utf8
$writer = New-Object -TypeName System.IO.StreamWriter -ArgumentList ([Console]::OpenStandardOutput()), $utf8
$writer.NewLine = "`n"
$writer.AutoFlush = $true
$failureCodes = @(
    'invalid-request', 'not-elevated', 'access-denied', 'blocked-by-policy', 'unsupported', 'not-found', 'conflict',
    'state-changed', 'verification-failed', 'busy', 'cancelled', 'timed-out', 'config-invalid', 'unexpected'
)

# A frame begins on a line of its own, so that half a line of noise before it does no harm.
function Send-Frame {
    param([Parameter(Mandatory = $true)] [System.Collections.IDictionary] $Frame)
    $json = ConvertTo-Json -InputObject $Frame -Depth 12 -Compress
    $writer.WriteLine("`n@@" + [Convert]::ToBase64String($utf8.GetBytes($json)))
}

$partBytes = 524288
# Long texts of the call to come, by the name of their parameter.
$parts = @{}

function Add-Part {
    param([Parameter(Mandatory = $true)] [object] $Frame)
    $name = [string]$Frame.name
    if (-not $parts.ContainsKey($name)) { $parts[$name] = New-Object -TypeName System.IO.MemoryStream }
    $bytes = [Convert]::FromBase64String([string]$Frame.data)
    $parts[$name].Write($bytes, 0, $bytes.Length)
}

function Send-Part {
    param([Parameter(Mandatory = $true)] [string] $Id, [Parameter(Mandatory = $true)] [string] $Name, [Parameter(Mandatory = $true)] [string] $Text)
    $bytes = $utf8.GetBytes($Text)
    for ($at = 0; $at -lt $bytes.Length; $at += $partBytes) {
        $length = [Math]::Min($partBytes, $bytes.Length - $at)
        Send-Frame -Frame @{ t = 'part'; id = $Id; name = $Name; data = [Convert]::ToBase64String($bytes, $at, $length) }
    }
}

function Send-Result {
    param([Parameter(Mandatory = $true)] [string] $Id, [Parameter(Mandatory = $true)] [AllowNull()] [object] $Value)
    $short = $Value
    if ($Value -is [System.Management.Automation.PSCustomObject]) {
        $short = @{}
        foreach ($property in $Value.PSObject.Properties) {
            if ($property.Value -is [string] -and $property.Value.Length -gt $partBytes) { Send-Part -Id $Id -Name $property.Name -Text $property.Value }
            else { $short[$property.Name] = $property.Value }
        }
    }
    Send-Frame -Frame @{ t = 'result'; id = $Id; value = $short }
}

# PowerShell 7 takes a text that looks like a date for one, unless it is told; Windows PowerShell does not know the option.
$asText = @{}
if ((Get-Command -Name 'ConvertFrom-Json').Parameters.ContainsKey('DateKind')) { $asText['DateKind'] = 'String' }

# Null for a line that is no frame.
function Read-Frame {
    param([Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Line)
    if (-not $Line.StartsWith('@@')) { return $null }
    try {
        $frame = ConvertFrom-Json -InputObject $utf8.GetString([Convert]::FromBase64String($Line.Substring(2))) @asText
        # Strict mode: what is missing fails here and not in the middle of a call.
        $null = $frame.t + $frame.id
        if ($frame.t -eq 'call') { $null = $frame.op, $frame.args }
        if ($frame.t -eq 'part') { $null = $frame.name, $frame.data }
        return $frame
    }
    catch {
        # Whose call it was is not known: the end of this shell answers it.
        Send-Frame -Frame @{ t = 'log'; level = 'error'; text = 'a frame could not be read' }
        exit 1
    }
}

# The error id of a failure is one of our codes; everything else is our own mistake, with its words for the log.
function ConvertTo-Failure {
    param([Parameter(Mandatory = $true)] [string] $Id, [AllowNull()] [object] $Reason, [bool] $WasCancelled)
    $code = 'unexpected'
    $detail = ''
    if ($null -ne $Reason) {
        $detail = [string]$Reason.Message
        if ($null -ne $Reason.PSObject.Properties['ErrorRecord'] -and $null -ne $Reason.ErrorRecord) {
            $named = ([string]$Reason.ErrorRecord.FullyQualifiedErrorId).Split(',')[0]
            if ($failureCodes -contains $named) { $code = $named }
            # An argument that is missing, unknown, of another type or outside of what the function allows.
            elseif ($Reason.ErrorRecord.Exception -is [System.Management.Automation.ParameterBindingException]) { $code = 'invalid-request' }
        }
    }
    if ($WasCancelled) { $code = 'cancelled' }
    return @{ t = 'failure'; id = $Id; code = $code; detail = $detail; cancelled = $WasCancelled }
}

$sessionState = [System.Management.Automation.Runspaces.InitialSessionState]::CreateDefault2()
$runspace = [runspacefactory]::CreateRunspace($sessionState)
# A mutex belongs to the thread that took it: every call must run on the same one.
$runspace.ThreadOptions = [System.Management.Automation.Runspaces.PSThreadOptions]::ReuseThread
$runspace.Open()
# PowerShell 7 has just put the user's own folder of modules back.
$env:PSModulePath = "$PSHOME/Modules"
$runspace.SessionStateProxy.SetVariable('PSModuleAutoLoadingPreference', 'None')
$loader = [powershell]::Create()
$loader.Runspace = $runspace
$null = $loader.AddCommand('Import-Module').AddParameter('Name', $systemModules).AddStatement()
$null = $loader.AddCommand('Import-Module').AddParameter('Name', $ModulePath).AddParameter('ArgumentList', @($AdaptersPath)).AddParameter('PassThru', $true)
$operations = @()
$broken = $null
try { $operations = @($loader.Invoke() | ForEach-Object -Process { $_.ExportedFunctions.Keys }) }
catch { $broken = [string]$_.Exception.GetBaseException().Message }
if ($loader.HadErrors -and $loader.Streams.Error.Count -gt 0) { $broken = [string]$loader.Streams.Error[0] }
if ($null -ne $broken) {
    Send-Frame -Frame @{ t = 'broken'; detail = $broken }
    exit 1
}
$loader.Dispose()
Send-Frame -Frame @{
    t = 'ready'; ps = [string]$PSVersionTable.PSVersion; edition = [string]$PSVersionTable.PSEdition; pid = $PID
    languageMode = [string]$ExecutionContext.SessionState.LanguageMode
}

$shell = $null
$running = $null
$id = ''
$wasCancelled = $false
$output = $null
$read = $reader.ReadLineAsync()
while ($true) {
    if ($read.IsCompleted) {
        $line = $read.Result
        if ($null -eq $line) { break }
        $read = $reader.ReadLineAsync()
        $frame = Read-Frame -Line $line
        if ($null -ne $frame) {
            if ($frame.t -eq 'part') { Add-Part -Frame $frame }
            elseif ($frame.t -eq 'cancel') {
                if ($null -ne $shell -and $frame.id -eq $id) {
                    $wasCancelled = $true
                    $null = $shell.BeginStop($null, $null)
                }
            }
            elseif ($null -ne $shell) {
                Send-Frame -Frame @{ t = 'failure'; id = $frame.id; code = 'busy'; detail = ''; cancelled = $false }
            }
            elseif ($operations -notcontains $frame.op) {
                Send-Frame -Frame @{ t = 'failure'; id = $frame.id; code = 'unsupported'; detail = ''; cancelled = $false }
            }
            else {
                $id = [string]$frame.id
                $wasCancelled = $false
                $shell = [powershell]::Create()
                $shell.Runspace = $runspace
                $null = $shell.AddCommand([string]$frame.op)
                foreach ($property in $frame.args.PSObject.Properties) { $null = $shell.AddParameter($property.Name, $property.Value) }
                foreach ($name in $parts.Keys) { $null = $shell.AddParameter($name, $utf8.GetString($parts[$name].ToArray())) }
                $output = New-Object -TypeName 'System.Management.Automation.PSDataCollection[psobject]'
                # A function that reads the pipeline would wait for ever for an input that nobody ends.
                $nothing = New-Object -TypeName 'System.Management.Automation.PSDataCollection[psobject]'
                $nothing.Complete()
                $running = $shell.BeginInvoke($nothing, $output)
            }
            if ($frame.t -eq 'call') { $parts.Clear() }
        }
    }
    if ($null -ne $shell -and $running.IsCompleted) {
        $reason = $null
        try { $null = $shell.EndInvoke($running) } catch { $reason = $_.Exception }
        if ($null -ne $shell.InvocationStateInfo.Reason) { $reason = $shell.InvocationStateInfo.Reason }
        # A call that had ended before the cancel was heard keeps its answer: it says what has been done.
        $wasCancelled = $wasCancelled -and [string]$shell.InvocationStateInfo.State -eq 'Stopped'
        foreach ($warning in $shell.Streams.Warning) { Send-Frame -Frame @{ t = 'log'; level = 'warning'; text = [string]$warning } }
        if ($wasCancelled -or $null -ne $reason) { Send-Frame -Frame (ConvertTo-Failure -Id $id -Reason $reason -WasCancelled $wasCancelled) }
        elseif ($output.Count -eq 1) { Send-Result -Id $id -Value $output[0] }
        else { Send-Frame -Frame @{ t = 'failure'; id = $id; code = 'unexpected'; detail = "$($output.Count) answers"; cancelled = $false } }
        $shell.Dispose()
        $shell = $null
        $running = $null
    }
    if ($null -ne $shell) {
        $null = [System.Threading.WaitHandle]::WaitAny(@($running.AsyncWaitHandle, ([System.IAsyncResult]$read).AsyncWaitHandle), 50)
    }
    else { $null = $read.Wait() }
}
