# What the Pester tests stand on: the module as it ships, with every adapter refusing until a test says what it answers.
# So the tests reach nothing of the computer they run on, on Windows too, and the mocks have the adapters' own parameters.
$moduleFolder = [System.IO.Path]::GetFullPath("$PSScriptRoot/../../electron/machine-windows/AlloyMachine")
Import-Module -Name "$moduleFolder/AlloyMachine.psd1" -Force

$adapterNames = @(
    foreach ($folder in 'Private/Adapters', "Private/Adapters/$($PSVersionTable.PSEdition)") {
        foreach ($file in [System.IO.Directory]::GetFiles("$moduleFolder/$folder", '*.ps1')) { [System.IO.Path]::GetFileNameWithoutExtension($file) }
    }
)
foreach ($name in $adapterNames) {
    Mock -ModuleName 'AlloyMachine' -CommandName $name -MockWith ([scriptblock]::Create("throw 'nobody arranged $name'"))
}

# As .NET throws it: a Win32 error.
function New-Win32Exception { param([int] $Code) New-Object -TypeName System.ComponentModel.Win32Exception -ArgumentList $Code }

# The same inside of another, as ServiceController throws it.
function New-ServiceException {
    param([int] $Code)
    New-Object -TypeName System.InvalidOperationException -ArgumentList 'Cannot control the service.', (New-Win32Exception -Code $Code)
}

# An exception with only an HRESULT, as those of files have.
function New-FileException {
    param([string] $HResult)
    New-Object -TypeName System.IO.IOException -ArgumentList 'as arranged', ([int]$HResult)
}

function New-Record {
    param([System.Exception] $Exception, [string] $Id = 'Any')
    New-Object -TypeName System.Management.Automation.ErrorRecord -ArgumentList $Exception, $Id, 'NotSpecified', $null
}

# The id with which a block fails; an empty text where it does not.
function Get-FailureId {
    param([scriptblock] $Block)
    try { $null = & $Block } catch { return $_.FullyQualifiedErrorId.Split(',')[0] }
    return ''
}
