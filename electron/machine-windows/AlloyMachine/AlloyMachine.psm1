<#
    Loads the module's functions. Contact with Windows stands in the adapters alone; a test hands another folder of them.
#>
param([string] $AdaptersPath = '')
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$folders = @(
    [System.IO.Path]::Combine($PSScriptRoot, 'Private', 'Adapters')
    [System.IO.Path]::Combine($PSScriptRoot, 'Private', 'Adapters', [string]$PSVersionTable.PSEdition)
)
if ($AdaptersPath -ne '') { $folders = @($AdaptersPath) }
$folders += [System.IO.Path]::Combine($PSScriptRoot, 'Private')
$folders += [System.IO.Path]::Combine($PSScriptRoot, 'Public')
foreach ($folder in $folders) {
    foreach ($file in [System.IO.Directory]::GetFiles($folder, '*.ps1')) { . $file }
}
