<#
    The shape of the module: one exported function a file, told about, asked before it changes anything, failing with a
    code of the app and nothing else; and adapters that the stub of Windows has too.
#>
. "$PSScriptRoot/Source.ps1"

# Verbs of functions that only look. Every other one changes.
$script:lookingVerbs = @('Get', 'Test')

function Get-ShapeFinding {
    param([Parameter(Mandatory = $true)] [object[]] $Sources, [Parameter(Mandatory = $true)] [object] $Stub, [Parameter(Mandatory = $true)] [string[]] $FailureCodes)
    foreach ($source in $Sources) {
        Get-VerbFinding -Source $source
        switch -Regex ($source.Path) {
            '\APublic/' { Get-PublicFinding -Source $source }
            '\A(?:Private|Public)/[^/]+\z' { Get-ThrowFinding -Source $source -FailureCodes $FailureCodes }
            '\APrivate/[^/]+\z|\Aserve\.ps1\z' { Get-CodeTableFinding -Source $source -FailureCodes $FailureCodes }
            '\A[^/]+\.psm1\z|\Aserve\.ps1\z' { Get-StrictFinding -Source $source }
        }
    }
    Get-ExportFinding -Sources $Sources
    Get-EditionFinding -Sources $Sources
    Get-StubFinding -Sources $Sources -Stub $Stub
}

# The functions of a file's outermost level.
function Get-OuterFunction {
    param([object] $Source)
    foreach ($statement in $Source.Ast.EndBlock.Statements) { if ($statement -is [System.Management.Automation.Language.FunctionDefinitionAst]) { $statement } }
}

function Get-VerbFinding {
    param([object] $Source)
    $approved = (Get-Verb).Verb
    foreach ($function in @(Get-OuterFunction -Source $Source)) {
        $verb = ($function.Name -split '-')[0]
        if ($approved -cnotcontains $verb) { New-Finding -Source $Source -Extent $function.Extent -Rule 'verb' -Text $function.Name }
    }
}

# --- what is exported

function Get-PublicFinding {
    param([object] $Source)
    $name = [System.IO.Path]::GetFileNameWithoutExtension($Source.Path)
    $statements = @($Source.Ast.EndBlock.Statements)
    $functions = @(Get-OuterFunction -Source $Source)
    if ($statements.Count -ne 1 -or $functions.Count -ne 1 -or $functions[0].Name -cne $name) {
        New-Finding -Source $Source -Extent $null -Rule 'one-function' -Text "the one thing in this file must be the function $name"
        return
    }
    $function = $functions[0]
    $help = $function.GetHelpContent()
    if ($null -eq $help -or [string]::IsNullOrWhiteSpace($help.Synopsis)) { New-Finding -Source $Source -Extent $function.Extent -Rule 'help' -Text 'no .SYNOPSIS' }
    Get-BindingFinding -Source $Source -Function $function
    Get-LastCatchFinding -Source $Source -Function $function
}

function Get-BindingFinding {
    param([object] $Source, [object] $Function)
    $attributes = @()
    if ($null -ne $Function.Body.ParamBlock) { $attributes = @($Function.Body.ParamBlock.Attributes) }
    $binding = $attributes | Where-Object -FilterScript { $_.TypeName.FullName -eq 'CmdletBinding' } | Select-Object -First 1
    if ($null -eq $binding) { New-Finding -Source $Source -Extent $Function.Extent -Rule 'cmdlet-binding' -Text 'no [CmdletBinding()]'; return }
    if (@($attributes | Where-Object -FilterScript { $_.TypeName.FullName -eq 'OutputType' }).Count -eq 0) { New-Finding -Source $Source -Extent $Function.Extent -Rule 'output-type' -Text 'no [OutputType()]' }
    $claims = @($binding.NamedArguments | Where-Object -FilterScript { $_.ArgumentName -eq 'SupportsShouldProcess' -and $_.Argument.Extent.Text -eq '$true' }).Count -gt 0
    $asks = $null -ne $Function.Find({ $args[0] -is [System.Management.Automation.Language.InvokeMemberExpressionAst] -and $args[0].Extent.Text -match '\A\$PSCmdlet\.ShouldProcess\(' }, $true)
    $changes = $script:lookingVerbs -notcontains ($Function.Name -split '-')[0]
    if ($changes -and -not ($claims -and $asks)) { New-Finding -Source $Source -Extent $Function.Extent -Rule 'should-process' -Text 'it changes something and does not ask' }
    if (-not $changes -and ($claims -or $asks)) { New-Finding -Source $Source -Extent $Function.Extent -Rule 'should-process' -Text 'it only looks and has nothing to ask' }
}

# Nothing leaves a public function but a failure with a code: all that can fail stands in one try with that catch.
function Get-LastCatchFinding {
    param([object] $Source, [object] $Function)
    $statements = @($Function.Body.EndBlock.Statements)
    $last = $statements[-1]
    $isCaught = $last -is [System.Management.Automation.Language.TryStatementAst] -and $last.CatchClauses.Count -eq 1 -and $last.CatchClauses[0].IsCatchAll -and
        $last.CatchClauses[0].Body.Extent.Text -match '\A\{\s*throw \(ConvertTo-Failure -Record \$_\)\s*\}\z'
    $before = @($statements | Select-Object -SkipLast 1 | Where-Object -FilterScript { $null -ne $_.Find({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true) })
    if (-not $isCaught -or $before.Count -gt 0) { New-Finding -Source $Source -Extent $Function.Extent -Rule 'failure' -Text 'not all of it stands in try { } catch { throw (ConvertTo-Failure -Record $_) }' }
}

function Get-ExportFinding {
    param([object[]] $Sources)
    $public = [string[]]@($Sources | Where-Object -FilterScript { $_.Path -like 'Public/*.ps1' } | ForEach-Object -Process { [System.IO.Path]::GetFileNameWithoutExtension($_.Path) })
    foreach ($manifest in @($Sources | Where-Object -FilterScript { $_.Path -match '\A[^/]+\.psd1\z' })) {
        $values = Import-PowerShellDataFile -LiteralPath $manifest.File
        foreach ($name in $public) { if ($values.FunctionsToExport -cnotcontains $name) { New-Finding -Source $manifest -Extent $null -Rule 'export' -Text "$name is not exported" } }
        foreach ($name in $values.FunctionsToExport) { if ($public -cnotcontains $name) { New-Finding -Source $manifest -Extent $null -Rule 'export' -Text "$name is in no file of Public" } }
        foreach ($kind in 'CmdletsToExport', 'VariablesToExport', 'AliasesToExport') {
            if (-not $values.ContainsKey($kind) -or @($values[$kind]).Count -gt 0) { New-Finding -Source $manifest -Extent $null -Rule 'export' -Text "$kind must be empty" }
        }
        if ([string]$values['PowerShellVersion'] -ne '5.1') { New-Finding -Source $manifest -Extent $null -Rule 'export' -Text 'PowerShellVersion must be 5.1' }
    }
}

# --- failures

# Whoever throws names a code of the app, or hands on what came.
function Get-ThrowFinding {
    param([object] $Source, [string[]] $FailureCodes)
    foreach ($node in $Source.Nodes) {
        if ($node -is [System.Management.Automation.Language.ThrowStatementAst]) {
            $thrown = ''
            if ($null -ne $node.Pipeline) { $thrown = $node.Pipeline.Extent.Text }
            if ($thrown -notmatch "\A(?:\z|\(New-Failure |\(ConvertTo-Failure -Record \`$_\)\z)") { New-Finding -Source $Source -Extent $node.Extent -Rule 'failure' -Text $node.Extent.Text }
        }
        if ($node -isnot [System.Management.Automation.Language.CommandAst] -or $node.GetCommandName() -ne 'New-Failure') { continue }
        # A code that is looked up by the number of Windows is one of the app's as well: the tables are checked.
        $code = Get-Argument -Command $node -Name 'Code' -Position 0
        $isLookedUp = $null -ne $code -and $code.Extent.Text -in '(Get-FailureCode -Record $Record)', '(Get-CodeOfNumber -Number $ExitCode)'
        if (-not $isLookedUp -and ($code -isnot [System.Management.Automation.Language.StringConstantExpressionAst] -or $FailureCodes -cnotcontains $code.Value)) {
            New-Finding -Source $Source -Extent $node.Extent -Rule 'failure' -Text $node.Extent.Text
        }
    }
}

# The lists of codes are the app's, and the tables of codes name no other.
function Get-CodeTableFinding {
    param([object] $Source, [string[]] $FailureCodes)
    foreach ($node in $Source.Nodes) {
        if ($node -isnot [System.Management.Automation.Language.AssignmentStatementAst]) { continue }
        $name = $node.Left.Extent.Text -replace '\A\$(?:script:)?'
        if ($name -eq 'failureCodes') {
            $listed = [string[]]@(Get-ConstantText -Node $node.Right)
            if (@(Compare-Object -ReferenceObject $FailureCodes -DifferenceObject $listed -CaseSensitive).Count -gt 0) { New-Finding -Source $Source -Extent $node.Extent -Rule 'failure' -Text 'not the failure codes of the app' }
        }
        elseif ($name -match '\AcodeOf') {
            foreach ($table in $node.Right.FindAll({ $args[0] -is [System.Management.Automation.Language.HashtableAst] }, $true)) {
                foreach ($pair in $table.KeyValuePairs) {
                    foreach ($code in @(Get-ConstantText -Node $pair.Item2)) { if ($FailureCodes -cnotcontains $code) { New-Finding -Source $Source -Extent $pair.Item2.Extent -Rule 'failure' -Text $code } }
                }
            }
        }
    }
}

function Get-ConstantText {
    param([object] $Node)
    foreach ($text in $Node.FindAll({ $args[0] -is [System.Management.Automation.Language.StringConstantExpressionAst] }, $true)) { $text.Value }
}

# --- what is not said is a mistake

function Get-StrictFinding {
    param([object] $Source)
    $statements = @($Source.Ast.EndBlock.Statements | ForEach-Object -Process { $_.Extent.Text })
    foreach ($wanted in 'Set-StrictMode -Version 3.0', "`$ErrorActionPreference = 'Stop'") {
        if ($statements -cnotcontains $wanted) { New-Finding -Source $Source -Extent $null -Rule 'strict-mode' -Text "no $wanted" }
    }
}

# --- adapters and what stands in for them

# One parameter, with everything that decides what it takes.
function ConvertTo-Signature {
    param([object] $Function)
    $parameters = foreach ($parameter in @(Get-DeclaredParameter -Function $Function)) {
        $attributes = [string[]]@($parameter.Attributes | ForEach-Object -Process { $_.Extent.Text })
        [System.Array]::Sort($attributes, [System.StringComparer]::Ordinal)
        '{0} {1} {2}' -f ($attributes -join ' '), $parameter.Name.Extent.Text, $parameter.DefaultValue
    }
    return ($parameters -join ', ') -replace '\s+', ' '
}

function Get-AdapterSource {
    param([object[]] $Sources, [string] $Folder)
    foreach ($source in $Sources) { if ($source.Path -match "\APrivate/Adapters/$Folder[^/]+\.ps1\z") { $source } }
}

# Signatures by name, of all functions of some files.
function Get-SignatureTable {
    param([object[]] $Sources)
    $table = [ordered]@{}
    foreach ($source in $Sources) { foreach ($function in @(Get-OuterFunction -Source $source)) { $table[$function.Name] = @{ Text = ConvertTo-Signature -Function $function; Source = $source; Function = $function } } }
    return $table
}

# Where the two editions differ there is one of a kind for both, with the same parameters.
function Get-EditionFinding {
    param([object[]] $Sources)
    $core = Get-SignatureTable -Sources @(Get-AdapterSource -Sources $Sources -Folder 'Core/')
    $desktop = Get-SignatureTable -Sources @(Get-AdapterSource -Sources $Sources -Folder 'Desktop/')
    $both = Get-SignatureTable -Sources @(Get-AdapterSource -Sources $Sources -Folder '')
    foreach ($pair in @($core, $desktop), @($desktop, $core)) {
        foreach ($name in $pair[0].Keys) {
            $source = $pair[0][$name].Source
            if ($both.Contains($name)) { New-Finding -Source $source -Extent $null -Rule 'edition' -Text "$name is there for both editions too" }
            if (-not $pair[1].Contains($name)) { New-Finding -Source $source -Extent $null -Rule 'edition' -Text "$name is missing for the other edition" }
            elseif ($pair[1][$name].Text -cne $pair[0][$name].Text) { New-Finding -Source $source -Extent $null -Rule 'edition' -Text "$name has other parameters in the other edition" }
        }
    }
}

# The stub has every adapter with the same parameters, has nothing else, and lets failures be arranged in each.
function Get-StubFinding {
    param([object[]] $Sources, [object] $Stub)
    $adapters = Get-SignatureTable -Sources @(@(Get-AdapterSource -Sources $Sources -Folder '') + @(Get-AdapterSource -Sources $Sources -Folder 'Core/'))
    $stubs = Get-SignatureTable -Sources @($Stub)
    foreach ($name in $adapters.Keys) {
        if (-not $stubs.Contains($name)) { New-Finding -Source $Stub -Extent $null -Rule 'stub' -Text "$name is missing"; continue }
        $extent = $stubs[$name].Function.Extent
        if ($stubs[$name].Text -cne $adapters[$name].Text) { New-Finding -Source $Stub -Extent $extent -Rule 'stub' -Text "$name($($stubs[$name].Text)) is not $name($($adapters[$name].Text))" }
        $first = $stubs[$name].Function.Body.EndBlock.Statements[0].Extent.Text
        if ($first -cne "Invoke-Arranged '$name'") { New-Finding -Source $Stub -Extent $extent -Rule 'stub' -Text "$name does not begin with Invoke-Arranged '$name'" }
    }
    foreach ($name in $stubs.Keys) { if (-not $adapters.Contains($name)) { New-Finding -Source $Stub -Extent $stubs[$name].Function.Extent -Rule 'stub' -Text "$name is no adapter of the module" } }
}
