# Reading scripts with the real parser, and the form of a finding.
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# A script as the parser sees it. Path is relative to the root, with slashes.
function Read-Source {
    param([Parameter(Mandatory = $true)] [string] $Root, [Parameter(Mandatory = $true)] [string] $File)
    $tokens = $null
    $errors = $null
    $ast = [System.Management.Automation.Language.Parser]::ParseFile($File, [ref]$tokens, [ref]$errors)
    return [pscustomobject]@{
        File = $File; Path = [System.IO.Path]::GetRelativePath($Root, $File).Replace('\', '/'); Ast = $ast; Tokens = $tokens
        Errors = $errors; Nodes = @($ast.FindAll({ $true }, $true)); Bytes = [System.IO.File]::ReadAllBytes($File)
    }
}

# Every file below a folder, in order of path.
function Read-SourceTree {
    param([Parameter(Mandatory = $true)] [string] $Root)
    $files = [System.IO.Directory]::GetFiles($Root, '*', [System.IO.SearchOption]::AllDirectories)
    [System.Array]::Sort($files, [System.StringComparer]::Ordinal)
    foreach ($file in $files) { Read-Source -Root $Root -File $file }
}

# What a check has to say about one place of a script. Lines and columns count from 1.
function New-Finding {
    param(
        [Parameter(Mandatory = $true)] [object] $Source, [Parameter(Mandatory = $true)] [AllowNull()] [object] $Extent,
        [Parameter(Mandatory = $true)] [string] $Rule, [Parameter(Mandatory = $true)] [string] $Text
    )
    $line = 1
    $column = 1
    if ($null -ne $Extent) { $line = $Extent.StartLineNumber; $column = $Extent.StartColumnNumber }
    return [pscustomobject]@{ path = $Source.Path; line = $line; column = $column; rule = $Rule; text = $Text }
}

# The value that a command is given for a parameter, by name or at a position (from 0) among what has no name; null
# where it has none.
function Get-Argument {
    param([Parameter(Mandatory = $true)] [object] $Command, [Parameter(Mandatory = $true)] [string] $Name, [int] $Position = -1)
    $at = 0
    $elements = $Command.CommandElements
    for ($index = 1; $index -lt $elements.Count; $index++) {
        $element = $elements[$index]
        if ($element -isnot [System.Management.Automation.Language.CommandParameterAst]) {
            if ($at -eq $Position) { return $element }
            $at++
            continue
        }
        $value = $element.Argument
        if ($null -eq $value -and $index + 1 -lt $elements.Count -and $elements[$index + 1] -isnot [System.Management.Automation.Language.CommandParameterAst]) {
            $index++
            $value = $elements[$index]
        }
        if ($element.ParameterName -eq $Name) { return $value }
    }
    return $null
}

# The type that a constant text names, as the parser sees it; null for everything else.
function Get-NamedType {
    param([AllowNull()] [object] $Value)
    if ($Value -isnot [System.Management.Automation.Language.StringConstantExpressionAst]) { return $null }
    $ast = [System.Management.Automation.Language.Parser]::ParseInput("[$($Value.Value)]", [ref]$null, [ref]$null)
    $type = $ast.Find({ $args[0] -is [System.Management.Automation.Language.TypeExpressionAst] }, $true)
    if ($null -eq $type) { return $null }
    return $type.TypeName
}

# The function around a place, or null.
function Get-EnclosingFunction {
    param([Parameter(Mandatory = $true)] [object] $Node)
    $above = $Node.Parent
    while ($null -ne $above -and $above -isnot [System.Management.Automation.Language.FunctionDefinitionAst]) { $above = $above.Parent }
    return $above
}

# Parameters of a function, wherever they are declared.
function Get-DeclaredParameter {
    param([Parameter(Mandatory = $true)] [object] $Function)
    if ($null -ne $Function.Parameters) { return $Function.Parameters }
    if ($null -ne $Function.Body.ParamBlock) { return $Function.Body.ParamBlock.Parameters }
}
