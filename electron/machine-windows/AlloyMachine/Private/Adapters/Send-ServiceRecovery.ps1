# Tells the service manager what to do when the service dies. Answers the exit code of sc.exe, whose words are localised.
function Send-ServiceRecovery {
    param([Parameter(Mandatory = $true)] [long] $ResetSeconds, [Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Actions)
    $tool = Join-Path -Path ([System.Environment]::SystemDirectory) -ChildPath 'sc.exe'
    $null = $null | & $tool 'failure' 'Alloy' 'reset=' "$ResetSeconds" 'actions=' $Actions
    return $LASTEXITCODE
}
