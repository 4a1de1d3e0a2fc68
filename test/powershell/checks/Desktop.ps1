<#
    Whether scripts run in Windows PowerShell 5.1, told by PowerShell 7: its parser takes everything, so what 5.1 cannot
    parse or does not have is looked for in the tree. Out of sight: what arrives by splatting, overloads, members of
    instances, and whatever differs between the two only when it runs.
#>
. "$PSScriptRoot/Source.ps1"
$script:table = Import-PowerShellDataFile -LiteralPath "$PSScriptRoot/desktop-table.psd1"

# Constructs of the language that 6 or 7 brought: by the node that stands for one, its rule and what tells it apart.
$script:constructs = @{
    TernaryExpressionAst = @(@{ Rule = 'ternary'; Is = { $true } })
    PipelineChainAst = @(@{ Rule = 'pipeline-chain'; Is = { $true } }, @{ Rule = 'background'; Is = { $args[0].Background } })
    PipelineAst = @(@{ Rule = 'background'; Is = { $args[0].Background } })
    BinaryExpressionAst = @(@{ Rule = 'null-coalescing'; Is = { $args[0].Operator -eq 'QuestionQuestion' } })
    AssignmentStatementAst = @(@{ Rule = 'null-coalescing-assignment'; Is = { $args[0].Operator -eq 'QuestionQuestionEquals' } })
    MemberExpressionAst = @(@{ Rule = 'null-conditional-member'; Is = { $args[0].NullConditional } })
    InvokeMemberExpressionAst = @(
        @{ Rule = 'null-conditional-member'; Is = { $args[0].NullConditional } }
        @{ Rule = 'generic-method'; Is = { $null -ne $args[0].GenericTypeArguments } }
    )
    IndexExpressionAst = @(@{ Rule = 'null-conditional-index'; Is = { $args[0].NullConditional } })
    TypeDefinitionAst = @(@{ Rule = 'enum-type'; Is = { $args[0].IsEnum -and $args[0].BaseTypes.Count -gt 0 } })
    VariableExpressionAst = @(@{ Rule = 'variable'; Is = { $script:table.Variables -contains $args[0].VariablePath.UserPath } })
    ConstantExpressionAst = @(@{ Rule = 'number'; Is = { $args[0].Extent.Text -match $script:newNumber } })
    StringConstantExpressionAst = @(@{ Rule = 'escape'; Is = { Test-NewEscape -Text $args[0] } })
    ExpandableStringExpressionAst = @(@{ Rule = 'escape'; Is = { Test-NewEscape -Text $args[0] } })
    NamedAttributeArgumentAst = @(@{ Rule = 'attribute'; Is = { $script:table.AttributeArguments -contains $args[0].ArgumentName } })
}
$script:newNumber = '\A[+-]?(?:0b[01]+\w*|(?:[0-9][0-9.]*(?:e[+-]?[0-9]+)?|0x[0-9a-f]+)(?:uy|us|ul|u|n|y|s)(?:[kmgtp]b)?)\z'

# `u{...} and `e, which mean u and e to 5.1.
function Test-NewEscape {
    param([Parameter(Mandatory = $true)] [object] $Text)
    return [string]$Text.StringConstantType -notmatch '\ASingle' -and $Text.Extent.Text -cmatch '(?<!`)(?:``)*`(?:u\{|e)'
}

# The commands of a real 5.1 with their parameters, from a file { aliases: [], commands: { name: [parameter] } }; null
# without the file: the table of this folder stands alone then.
function Read-DesktopCommand {
    param([AllowEmptyString()] [string] $File)
    if ($File -eq '') { return $null }
    return ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($File)) -AsHashtable
}

# Types of .NET Framework 4.8 and Windows PowerShell 5.1, with the names of their static members.
function Read-DesktopType {
    $types = New-Object -TypeName 'System.Collections.Generic.Dictionary[string,string[]]' -ArgumentList ([System.StringComparer]::OrdinalIgnoreCase)
    foreach ($line in [System.IO.File]::ReadAllLines("$PSScriptRoot/net48-members.txt")) {
        $name, $members = $line -split ':', 2
        $types[$name] = [string[]]$members.Trim().Split(' ')
    }
    return , $types
}

# Everything in one script that 5.1 cannot run. LocalNames are the functions that the module defines itself.
function Get-DesktopFinding {
    param(
        [Parameter(Mandatory = $true)] [object] $Source, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [string[]] $LocalNames,
        [AllowNull()] [object] $Commands, [Parameter(Mandatory = $true)] [object] $Types
    )
    Get-ByteFinding -Source $Source
    foreach ($problem in $Source.Errors) { New-Finding -Source $Source -Extent $problem.Extent -Rule 'parse-error' -Text $problem.Message }
    Get-PipeFinding -Source $Source
    Get-RequirementFinding -Source $Source
    foreach ($node in $Source.Nodes) {
        foreach ($construct in $script:constructs[$node.GetType().Name]) {
            if (& $construct.Is $node) {
                New-Finding -Source $Source -Extent $node.Extent -Rule $construct.Rule -Text ($node.Extent.Text -split "`n")[0]
            }
        }
        if ($node -is [System.Management.Automation.Language.ScriptBlockAst] -and $null -ne $node.CleanBlock) {
            New-Finding -Source $Source -Extent $node.CleanBlock.Extent -Rule 'clean-block' -Text 'clean { }'
        }
        elseif ($node -is [System.Management.Automation.Language.CommandAst]) {
            Get-CommandFinding -Source $Source -Command $node -LocalNames $LocalNames -Commands $Commands -Types $Types
        }
        else { Get-NodeTypeFinding -Source $Source -Node $node -Types $Types }
    }
}

# 5.1 reads a file without mark in the code page of the system, in which a quote may be hidden in other characters.
function Get-ByteFinding {
    param([Parameter(Mandatory = $true)] [object] $Source)
    $line = 1
    $column = 1
    foreach ($byte in $Source.Bytes) {
        $place = [pscustomobject]@{ StartLineNumber = $line; StartColumnNumber = $column }
        if ($byte -gt 127) { New-Finding -Source $Source -Extent $place -Rule 'not-ascii' -Text ('byte 0x{0:X2}' -f $byte); return }
        if ($byte -eq 13) { New-Finding -Source $Source -Extent $place -Rule 'line-end' -Text 'CR: .gitattributes says LF'; return }
        $column++
        if ($byte -eq 10) { $line++; $column = 1 }
    }
}

# A line that begins with a pipe goes on with the line before it in 7 alone.
function Get-PipeFinding {
    param([Parameter(Mandatory = $true)] [object] $Source)
    $isLineStart = $false
    foreach ($token in $Source.Tokens) {
        if ($token.Kind -eq 'Comment') { continue }
        if ($isLineStart -and $token.Kind -eq 'Pipe') { New-Finding -Source $Source -Extent $token.Extent -Rule 'leading-pipe' -Text '|' }
        $isLineStart = $token.Kind -eq 'NewLine'
    }
}

function Get-RequirementFinding {
    param([Parameter(Mandatory = $true)] [object] $Source)
    $needs = $Source.Ast.ScriptRequirements
    if ($null -eq $needs) { return }
    $isNewer = $null -ne $needs.RequiredPSVersion -and $needs.RequiredPSVersion -gt [version]'5.1'
    if ($isNewer -or @($needs.RequiredPSEditions) -contains 'Core') { New-Finding -Source $Source -Extent $Source.Ast.Extent -Rule 'requires' -Text '#requires of 6 or 7' }
}

function Get-CommandFinding {
    param([object] $Source, [object] $Command, [string[]] $LocalNames, [AllowNull()] [object] $Commands, [object] $Types)
    $name = $Command.GetCommandName()
    # The contact check says whom a name may come from that is not constant.
    if ([string]::IsNullOrEmpty($name)) { return }
    $name = $name -replace '\A.*\\'
    if ($LocalNames -contains $name -or $name -match '\.exe\z') { return }
    $alias = Get-Alias -Name $name -ErrorAction Ignore
    if ($null -ne $alias -or $script:table.Aliases -contains $name -or ($null -ne $Commands -and $Commands.aliases -contains $name)) {
        New-Finding -Source $Source -Extent $Command.Extent -Rule 'alias' -Text $name
        if ($null -eq $alias) { return }
        $name = $alias.Definition
    }
    $isKnown = $null -eq $Commands -or $Commands.commands.ContainsKey($name)
    if ($script:table.Commands -contains $name -or -not $isKnown) {
        New-Finding -Source $Source -Extent $Command.CommandElements[0].Extent -Rule 'command' -Text $name
        return
    }
    $own = $null
    if ($null -ne $Commands) { $own = [string[]]@($Commands.commands[$name]) }
    foreach ($element in $Command.CommandElements) {
        if ($element -is [System.Management.Automation.Language.CommandParameterAst]) { Get-ParameterFinding -Source $Source -Name $name -Parameter $element -Own $own }
    }
    Get-PositionFinding -Source $Source -Command $Command -Name $name
    Get-EncodingFinding -Source $Source -Command $Command
    if ($name -ne 'New-Object') { return }
    $type = Get-NamedType -Value (Get-Argument -Command $Command -Name 'TypeName' -Position 0)
    if ($null -ne $type) { Get-TypeFinding -Source $Source -Extent $Command.Extent -Type $type -Types $Types }
}

# A parameter is known, or new in 7, or cut short or called by another name: what that means may differ in 5.1.
function Get-ParameterFinding {
    param([object] $Source, [string] $Name, [object] $Parameter, [AllowNull()] [string[]] $Own)
    $written = $Parameter.ParameterName
    $full = Resolve-ParameterName -Command $Name -Written $written
    $isNew = $script:table.NewCommon -contains $full -or @($script:table.Parameters[$Name]) -contains $full
    $isCommon = $script:table.Common -contains $full
    if (-not $isNew -and $null -ne $Own -and -not $isCommon -and $Own -notcontains $full) {
        # A command that 7 does not have here cannot say what its parameter means.
        $begun = @($Own | Where-Object -FilterScript { $_.StartsWith($full, [System.StringComparison]::OrdinalIgnoreCase) })
        if ($begun.Count -eq 0) { $isNew = $true } else { $full = $begun[0] }
    }
    if ($isNew) { New-Finding -Source $Source -Extent $Parameter.Extent -Rule 'parameter' -Text "$Name -$full" }
    elseif ($written -ne $full) { New-Finding -Source $Source -Extent $Parameter.Extent -Rule 'parameter-name' -Text "$Name -${written}: write -$full" }
}

function Resolve-ParameterName {
    param([string] $Command, [string] $Written)
    $info = Get-Command -Name $Command -CommandType Cmdlet, Function -ErrorAction Ignore
    if ($null -eq $info) { return $Written }
    try { return $info.ResolveParameter($Written).Name } catch { return $Written }
}

# Values without a name that only a parameter of 7 could take.
function Get-PositionFinding {
    param([object] $Source, [object] $Command, [string] $Name)
    $new = @($script:table.Parameters[$Name])
    if ($null -eq $script:table.Parameters[$Name]) { return }
    $bound = [System.Management.Automation.Language.StaticParameterBinder]::BindCommand($Command, $true).BoundParameters
    foreach ($key in $bound.Keys) {
        $value = $bound[$key].Value
        $isNamed = $null -eq $value -or @($Command.CommandElements | Where-Object -FilterScript { $_ -is [System.Management.Automation.Language.CommandParameterAst] -and $key.StartsWith($_.ParameterName, [System.StringComparison]::OrdinalIgnoreCase) }).Count -gt 0
        if ($new -contains $key -and -not $isNamed) { New-Finding -Source $Source -Extent $value.Extent -Rule 'parameter' -Text "$Name -$key" }
    }
}

function Get-EncodingFinding {
    param([object] $Source, [object] $Command)
    foreach ($name in 'Encoding', 'Enc') {
        $value = Get-Argument -Command $Command -Name $name
        if ($null -eq $value) { continue }
        $text = $value.Extent.Text.Trim("'", '"')
        if ($script:table.Encodings -contains $text -or $text -match '\A[0-9]+\z') { New-Finding -Source $Source -Extent $value.Extent -Rule 'encoding' -Text $text }
    }
}

function Get-NodeTypeFinding {
    param([object] $Source, [object] $Node, [object] $Types)
    switch ($Node.GetType().Name) {
        'AttributeAst' { Get-TypeFinding -Source $Source -Extent $Node.Extent -Type $Node.TypeName -Types $Types -Suffix 'Attribute' -Rule 'attribute' }
        'TypeConstraintAst' { Get-TypeFinding -Source $Source -Extent $Node.Extent -Type $Node.TypeName -Types $Types }
        'TypeExpressionAst' {
            $user = $Node.Parent
            $isMember = $user -is [System.Management.Automation.Language.MemberExpressionAst] -and $user.Static -and $user.Expression -eq $Node
            $member = ''
            if ($isMember) { $member = $user.Member.Extent.Text.Trim("'", '"') }
            Get-TypeFinding -Source $Source -Extent $Node.Extent -Type $Node.TypeName -Types $Types -Member $member
        }
    }
}

# A type that 4.8 does not have, or a static member that its type does not have there.
function Get-TypeFinding {
    param([object] $Source, [object] $Extent, [object] $Type, [object] $Types, [string] $Member = '', [string] $Suffix = '', [string] $Rule = 'type')
    if ($Type -is [System.Management.Automation.Language.ArrayTypeName]) { Get-TypeFinding -Source $Source -Extent $Extent -Type $Type.ElementType -Types $Types; return }
    if ($Type -is [System.Management.Automation.Language.GenericTypeName]) {
        foreach ($inner in $Type.GenericArguments) { Get-TypeFinding -Source $Source -Extent $Extent -Type $inner -Types $Types }
        $name = '{0}`{1}' -f ($Type.TypeName.FullName -replace '`[0-9]+\z'), $Type.GenericArguments.Count
    }
    else { $name = $Type.FullName }
    if ($script:table.OldAccelerators -contains $name -or $name -eq 'ordered') { return }
    $key = $null
    if ($script:table.Accelerators -notcontains $name) { $key = Resolve-TypeName -Name $name -Suffix $Suffix -Types $Types }
    if ($null -eq $key) { New-Finding -Source $Source -Extent $Extent -Rule $Rule -Text "[$name] is not in net48-members.txt"; return }
    if ($Member -in '', 'new') { return }
    while ($null -ne $key) {
        if ($Types.ContainsKey($key) -and $Types[$key] -contains $Member) { return }
        # Static members of what a type stands on are members of the type.
        $loaded = $key -as [type]
        $key = $null
        if ($null -ne $loaded -and $null -ne $loaded.BaseType) { $key = $loaded.BaseType.FullName }
    }
    New-Finding -Source $Source -Extent $Extent -Rule 'member' -Text "[$name]::$Member"
}

# The full name under which a type stands in the list; null where it does not.
function Resolve-TypeName {
    param([string] $Name, [string] $Suffix, [object] $Types)
    $accelerators = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')::Get
    $names = @($Name, "System.$Name", "System.Management.Automation.$Name")
    if ($Suffix -ne '') { $names += @($names | ForEach-Object -Process { $_ + $Suffix }) }
    if ($accelerators.ContainsKey($Name)) { $names = @($accelerators[$Name].FullName) + $names }
    foreach ($candidate in $names) { if ($Types.ContainsKey($candidate)) { return $candidate } }
    return $null
}
