# A failure whose id is one of the app's codes. Throw it: nothing for people stands in it.
function New-Failure {
    param([Parameter(Mandatory = $true)] [string] $Code, [string] $Detail = '')
    $exception = New-Object -TypeName System.InvalidOperationException -ArgumentList $Detail
    New-Object -TypeName System.Management.Automation.ErrorRecord -ArgumentList $exception, $Code, 'NotSpecified', $null
}

# The code of whatever Windows threw, by its native number and never by its text.
function ConvertTo-Failure {
    param([Parameter(Mandatory = $true)] [System.Management.Automation.ErrorRecord] $Record)
    $known = @('invalid-request', 'not-elevated', 'access-denied', 'blocked-by-policy', 'unsupported', 'not-found', 'conflict', 'state-changed', 'verification-failed', 'busy', 'cancelled', 'timed-out', 'config-invalid')
    if ($known -contains $Record.FullyQualifiedErrorId.Split(',')[0]) { return $Record }
    $exception = $Record.Exception
    while ($null -ne $exception.InnerException -and -not ($exception -is [System.ComponentModel.Win32Exception])) { $exception = $exception.InnerException }
    $native = $exception.HResult
    if ($exception -is [System.ComponentModel.Win32Exception]) { $native = $exception.NativeErrorCode }
    $codes = @{
        5 = 'access-denied'; 2 = 'not-found'; 32 = 'busy'; 1053 = 'timed-out'; 1056 = 'conflict'; 1058 = 'unsupported'; 1060 = 'not-found'; 1072 = 'busy'
        0x80070005 = 'access-denied'; 0x80070002 = 'not-found'; 0x80070003 = 'not-found'; 0x80070020 = 'busy'
    }
    $code = 'unexpected'
    if ($codes.ContainsKey($native)) { $code = $codes[$native] }
    return New-Failure -Code $code -Detail ('0x{0:X8} {1}' -f $native, $exception.GetType().Name)
}
