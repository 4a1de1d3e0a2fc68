# Whether recovery follows an end with an error code too. Answers the exit code of sc.exe.
function Send-ServiceRecoveryFlag {
    param([Parameter(Mandatory = $true)] [int] $Flag)
    $tool = Join-Path -Path ([System.Environment]::SystemDirectory) -ChildPath 'sc.exe'
    $null = $null | & $tool 'failureflag' 'Alloy' "$Flag"
    return $LASTEXITCODE
}
