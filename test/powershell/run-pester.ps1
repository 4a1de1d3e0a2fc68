<#
.SYNOPSIS
    Runs the Pester tests of a folder, plainly; the last line is the totals. Ends with 1 if a test failed or none ran.
.DESCRIPTION
    What became of each test goes to a JSON file: [{ name, result: 'Passed' | 'Failed' | 'Skipped', error }]. What failed
    outside of a test (a file that cannot be read, a block's set-up) is a failed test of its own there.
#>
param(
    [Parameter(Mandatory = $true)] [string] $PesterManifest, [Parameter(Mandatory = $true)] [string] $Tests,
    [string] $ResultFile = ''
)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
Import-Module -Name $PesterManifest

function ConvertTo-Outcome {
    param([string] $Name, [object] $Thing)
    $words = @($Thing.ErrorRecord | ForEach-Object -Process { "$($_.Exception.Message)`n$($_.InvocationInfo.PositionMessage)" }) -join "`n"
    # A title may hold what no file can: half a character, a NUL.
    $Name = [regex]::Replace($Name, '[^\x20-\x7e]', { '\u{0:x4}' -f [int][char]$args[0].Value })
    return @{ name = $Name; result = [string]$Thing.Result; error = $words }
}

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Tests
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
$run = Invoke-Pester -Configuration $configuration
$outcomes = @(
    foreach ($test in $run.Tests) { ConvertTo-Outcome -Name $test.ExpandedPath -Thing $test }
    foreach ($block in $run.FailedBlocks) { ConvertTo-Outcome -Name "the block $($block.ExpandedPath)" -Thing $block }
    foreach ($file in $run.FailedContainers) { ConvertTo-Outcome -Name "the file $($file.Item)" -Thing $file }
)
if ($ResultFile -ne '') { [System.IO.File]::WriteAllText($ResultFile, (ConvertTo-Json -InputObject $outcomes -Depth 3)) }
$failed = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
if ($run.TotalCount -eq 0) { 'no test was found' }
'{0} passed, {1} failed, {2} skipped' -f $run.PassedCount, $failed, ($run.SkippedCount + $run.NotRunCount)
exit [int]($failed -gt 0 -or $run.TotalCount -eq 0)
