# Asks Windows to start a program as an administrator; error 1223 is the person's no.
function Start-ElevatedProcess {
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $CommandLine)
    $start = New-Object -TypeName System.Diagnostics.ProcessStartInfo -ArgumentList $Path, $CommandLine
    $start.UseShellExecute = $true
    $start.Verb = 'runas'
    [System.Diagnostics.Process]::Start($start).Dispose()
}
