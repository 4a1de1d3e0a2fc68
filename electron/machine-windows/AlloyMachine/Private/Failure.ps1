# The app's failure codes; the error id of every failure is one of them.
$script:failureCodes = @(
    'invalid-request', 'not-elevated', 'access-denied', 'blocked-by-policy', 'unsupported', 'not-found', 'conflict',
    'state-changed', 'verification-failed', 'busy', 'cancelled', 'timed-out', 'config-invalid', 'unexpected'
)

# Errors of Windows by their number, never by their text. Sources: Win32 system error codes; WMI error constants.
$script:codeOfNative = @{
    5 = 'access-denied'; 1069 = 'access-denied'; 1314 = 'access-denied'
    2 = 'not-found'; 3 = 'not-found'; 15 = 'not-found'; 53 = 'not-found'; 67 = 'not-found'; 1060 = 'not-found'
    # In use, locked, waiting for its end; a service database or a service that is about to go.
    32 = 'busy'; 33 = 'busy'; 303 = 'busy'; 1055 = 'busy'; 1061 = 'busy'; 1072 = 'busy'
    80 = 'conflict'; 183 = 'conflict'; 1056 = 'conflict'; 1068 = 'conflict'
    # 1722: the service of WMI does not answer.
    50 = 'unsupported'; 1058 = 'unsupported'; 1722 = 'unsupported'
    1223 = 'cancelled'
    258 = 'timed-out'; 1053 = 'timed-out'; 1460 = 'timed-out'
    1260 = 'blocked-by-policy'; 4551 = 'blocked-by-policy'
    123 = 'invalid-request'; 161 = 'invalid-request'; 206 = 'invalid-request'
    0x80041003 = 'access-denied'; 0x80041010 = 'unsupported'; 0x80131505 = 'timed-out'
}
$script:codeOfType = @{
    UnauthorizedAccessException = 'access-denied'; SecurityException = 'access-denied'; TimeoutException = 'timed-out'
    # The name of a mutex belongs to something else.
    WaitHandleCannotBeOpenedException = 'conflict'
}

# A failure whose id is one of the app's codes. Throw it: nothing for people stands in it.
function New-Failure {
    param([Parameter(Mandatory = $true)] [string] $Code, [string] $Detail = '')
    $exception = New-Object -TypeName System.InvalidOperationException -ArgumentList $Detail
    New-Object -TypeName System.Management.Automation.ErrorRecord -ArgumentList $exception, $Code, 'NotSpecified', $null
}

# The failure of whatever was thrown; one that is ours already stays as it is.
function ConvertTo-Failure {
    param([Parameter(Mandatory = $true)] [System.Management.Automation.ErrorRecord] $Record)
    if ($script:failureCodes -contains $Record.FullyQualifiedErrorId.Split(',')[0]) { return $Record }
    $native = Get-NativeError -Exception $Record.Exception
    return New-Failure -Code (Get-FailureCode -Record $Record) -Detail ('0x{0:X8} {1}: {2}' -f $native.Number, $native.Type, $native.Text)
}

function Get-FailureCode {
    param([Parameter(Mandatory = $true)] [System.Management.Automation.ErrorRecord] $Record)
    $id = $Record.FullyQualifiedErrorId.Split(',')[0]
    if ($script:failureCodes -contains $id) { return $id }
    if ($id -eq 'NoServiceFoundForGivenName') { return 'not-found' }
    $native = Get-NativeError -Exception $Record.Exception
    if ($script:codeOfType.ContainsKey($native.Type) -and -not $script:codeOfNative.ContainsKey($native.Number)) { return $script:codeOfType[$native.Type] }
    return Get-CodeOfNumber -Number $native.Number
}

# Of a Win32 code or HRESULT, as an exit code of a tool also is one.
function Get-CodeOfNumber {
    param([Parameter(Mandatory = $true)] [int] $Number)
    if ($script:codeOfNative.ContainsKey($Number)) { return $script:codeOfNative[$Number] }
    return 'unexpected'
}

# The Win32 code or HRESULT at the bottom of an exception, and the words that go with it.
function Get-NativeError {
    param([Parameter(Mandatory = $true)] [object] $Exception)
    $deepest = $Exception
    while ($null -ne $deepest.InnerException -and $null -eq $deepest.PSObject.Properties['NativeErrorCode']) {
        $deepest = $deepest.InnerException
    }
    $number = [int]$deepest.HResult
    # The same property is a word in an exception of WMI, whose HRESULT stands in another one.
    if ($null -ne $deepest.PSObject.Properties['NativeErrorCode'] -and $deepest.NativeErrorCode -is [int]) { $number = $deepest.NativeErrorCode }
    if ($null -ne $deepest.PSObject.Properties['MessageId'] -and [string]$deepest.MessageId -match '\AHRESULT (0x[0-9A-Fa-f]{8})\z') { $number = [int]$Matches[1] }
    # 0x8007xxxx carries a Win32 code in its lower half.
    if (($number -band 0xFFFF0000) -eq 0x80070000) { $number = $number -band 0xFFFF }
    return [pscustomobject]@{ Number = $number; Text = [string]$deepest.Message; Type = $deepest.GetType().Name }
}
