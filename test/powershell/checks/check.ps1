<#
.SYNOPSIS
    Runs one check over one or more copies of the module and writes what it found to standard output, as JSON.
.DESCRIPTION
    The request is a JSON file: { check: 'desktop' | 'contact' | 'shape', roots: [folder], ... }. The answer is a list
    of findings for each root, in their order: { path, line, column, rule, text }.
    desktop: Private/Adapters/Core is left out, which PowerShell 7 alone reads; `commands` may name the recorded commands
    of a real 5.1. shape: `stub` is the script that stands in for the adapters, `failureCodes` are those of the app.
#>
param([Parameter(Mandatory = $true)] [string] $Request)
. "$PSScriptRoot/Source.ps1"
$wanted = ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($Request)) -AsHashtable

function Get-RootFinding {
    param([string] $Root)
    $sources = @(Read-SourceTree -Root $Root)
    if ($sources.Count -eq 0) { throw "nothing to check in $Root" }
    switch ($wanted.check) {
        'desktop' {
            $local = [string[]]@(foreach ($source in $sources) { foreach ($node in $source.Nodes) { if ($node -is [System.Management.Automation.Language.FunctionDefinitionAst]) { $node.Name } } })
            foreach ($source in $sources) {
                if ($source.Path -like 'Private/Adapters/Core/*') { continue }
                Get-DesktopFinding -Source $source -LocalNames $local -Commands $commands -Types $types
            }
        }
        'contact' { Get-ContactFinding -Sources $sources }
        'shape' { Get-ShapeFinding -Sources $sources -Stub $stub -FailureCodes $wanted['failureCodes'] }
    }
}

switch ($wanted.check) {
    'desktop' {
        . "$PSScriptRoot/Desktop.ps1"
        $commands = Read-DesktopCommand -File ([string]$wanted['commands'])
        $types = Read-DesktopType
    }
    'contact' { . "$PSScriptRoot/Contact.ps1" }
    'shape' {
        . "$PSScriptRoot/Shape.ps1"
        $stub = Read-Source -Root ([System.IO.Path]::GetDirectoryName($wanted['stub'])) -File $wanted['stub']
    }
    default { throw "unknown check $($wanted.check)" }
}
$answer = @(foreach ($root in $wanted.roots) { , @(Get-RootFinding -Root $root) })
[System.Console]::Out.Write((ConvertTo-Json -InputObject $answer -Depth 4 -Compress))
