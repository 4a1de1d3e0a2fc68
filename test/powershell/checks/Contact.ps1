<#
    Where contact with Windows may stand, and that nothing is made from a text at run time. Who a script is follows from
    its place: an adapter, Private or Public ("pure"), the loader, serve.ps1, the manifest.
#>
. "$PSScriptRoot/Source.ps1"
$script:lists = Import-PowerShellDataFile -LiteralPath "$PSScriptRoot/contact-lists.psd1"

# Everything of the module that is where it may not be.
function Get-ContactFinding {
    param([Parameter(Mandatory = $true)] [object[]] $Sources)
    $own = [string[]]@(foreach ($source in $Sources) {
            if ($source.Path -notmatch '\A(?:Private|Public)/') { continue }
            foreach ($node in $source.Nodes) { if ($node -is [System.Management.Automation.Language.FunctionDefinitionAst]) { $node.Name } }
        })
    foreach ($source in $Sources) {
        $role = Get-Role -Path $source.Path
        Get-MadeCodeFinding -Source $source -Role $role
        switch ($role) {
            'Adapter' { Get-AdapterFinding -Source $source -OwnNames $own }
            'Manifest' { Get-ManifestFinding -Source $source }
            'Nothing' { New-Finding -Source $source -Extent $null -Rule 'place' -Text 'no file of the module belongs here' }
            default { Get-ListFinding -Source $source -List $script:lists[$role] -OwnNames (Get-OwnName -Source $source -Role $role -ModuleNames $own) }
        }
    }
}

function Get-Role {
    param([string] $Path)
    switch -Regex ($Path) {
        '\APrivate/Adapters/(?:Core/|Desktop/)?[^/]+\.ps1\z' { return 'Adapter' }
        '\A(?:Private|Public)/[^/]+\.ps1\z' { return 'Pure' }
        '\Aserve\.ps1\z' { return 'Serve' }
        '\A[^/]+\.psm1\z' { return 'Loader' }
        '\A[^/]+\.psd1\z' { return 'Manifest' }
    }
    return 'Nothing'
}

# The functions that a script may call: Private and Public those of the module, every other its own.
function Get-OwnName {
    param([object] $Source, [string] $Role, [string[]] $ModuleNames)
    if ($Role -eq 'Pure') { return $ModuleNames }
    foreach ($node in $Source.Nodes) { if ($node -is [System.Management.Automation.Language.FunctionDefinitionAst]) { $node.Name } }
}

# --- for every script: code stands in files

function Get-MadeCodeFinding {
    param([object] $Source, [string] $Role)
    $say = { New-Finding -Source $Source -Extent $args[0].Extent -Rule $args[1] -Text ($args[0].Extent.Text -split "`n")[0] }
    if ($null -ne $Source.Ast.ScriptRequirements) { & $say $Source.Ast 'declaration' }
    foreach ($node in $Source.Nodes) {
        switch ($node.GetType().Name) {
            'CommandAst' { Get-CallFinding -Source $Source -Command $node -Role $Role }
            'CommandParameterAst' { if ($node.ParameterName -match '\A(?:ec|enc[a-z]*command)\z') { & $say $node 'made-code' } }
            'StringConstantExpressionAst' { if ($node.Value -match '(?:\A|\s)[-/](?:ec|enc|encodedcommand)\b') { & $say $node 'made-code' } }
            'FileRedirectionAst' { & $say $node 'redirection' }
            'SwitchStatementAst' { if ($node.Flags.HasFlag([System.Management.Automation.Language.SwitchFlags]::File)) { & $say $node 'redirection' } }
            'UsingStatementAst' { & $say $node 'declaration' }
            'TypeDefinitionAst' { & $say $node 'declaration' }
            'ConfigurationDefinitionAst' { & $say $node 'declaration' }
            'DynamicKeywordStatementAst' { & $say $node 'declaration' }
            'BinaryExpressionAst' { if ($node.Operator -eq 'As' -and $node.Right -isnot [System.Management.Automation.Language.TypeExpressionAst]) { & $say $node 'made-code' } }
            'TypeExpressionAst' { if ($node.TypeName.FullName -match $script:lists.Never.Types) { & $say $node 'type' } }
            'TypeConstraintAst' { if ($node.TypeName.FullName -match $script:lists.Never.Types) { & $say $node 'type' } }
            'MemberExpressionAst' { if ($node.Static -and $node.Expression -isnot [System.Management.Automation.Language.TypeExpressionAst]) { & $say $node 'made-code' } }
            'InvokeMemberExpressionAst' { if (Test-MadeCall -Node $node) { & $say $node 'made-code' } }
            'VariableExpressionAst' { Get-VariableFinding -Source $Source -Node $node -Role $Role }
        }
    }
}

# A call by a name or of a type that is made up at run time, or of a method that makes code.
function Test-MadeCall {
    param([object] $Node)
    if ($Node.Static) {
        if ($Node.Expression -isnot [System.Management.Automation.Language.TypeExpressionAst]) { return $true }
        if ($Node.Expression.TypeName.FullName -match '\A(?:System\.Management\.Automation\.)?scriptblock\z') { return $true }
    }
    if ($Node.Member -isnot [System.Management.Automation.Language.StringConstantExpressionAst]) { return $true }
    return $script:lists.Never.Methods -contains $Node.Member.Value
}

# Variables that are more than values: those of a drive (environment, functions, files), and the engine's own.
function Get-VariableFinding {
    param([object] $Source, [object] $Node, [string] $Role)
    $path = $Node.VariablePath
    $allowed = @()
    if ($Role -in 'Pure', 'Loader', 'Serve') { $allowed = @($script:lists[$Role].Variables) }
    if ($path.IsDriveQualified -and $allowed -notcontains $path.UserPath) { New-Finding -Source $Source -Extent $Node.Extent -Rule 'variable' -Text $Node.Extent.Text }
    if ($path.UserPath -eq 'ExecutionContext' -and $Node.Parent.Parent.Extent.Text -ne '$ExecutionContext.SessionState.LanguageMode') {
        New-Finding -Source $Source -Extent $Node.Extent -Rule 'made-code' -Text $Node.Extent.Text
    }
}

function Get-CallFinding {
    param([object] $Source, [object] $Command, [string] $Role)
    $text = ($Command.Extent.Text -split "`n")[0]
    $name = $Command.GetCommandName() -replace '\A.*\\'
    if ($script:lists.Never.Network -contains $name) { New-Finding -Source $Source -Extent $Command.Extent -Rule 'network' -Text $text }
    if ($script:lists.Never.Code -contains $name) { New-Finding -Source $Source -Extent $Command.Extent -Rule 'made-code' -Text $text }
    # Without a block it calls a method that a text names.
    if ($name -eq 'ForEach-Object' -and (Get-Argument -Command $Command -Name 'Process' -Position 0) -isnot [System.Management.Automation.Language.ScriptBlockExpressionAst]) {
        New-Finding -Source $Source -Extent $Command.Extent -Rule 'made-code' -Text $text
    }
    if ($name -eq 'New-Object') { Get-NewObjectFinding -Source $Source -Command $Command -Role $Role }
    if ($Command.CommandElements[0] -is [System.Management.Automation.Language.StringConstantExpressionAst]) { return }
    if (-not (Test-KnownCall -Command $Command -Role $Role)) { New-Finding -Source $Source -Extent $Command.Extent -Rule 'made-code' -Text $text }
}

function Get-NewObjectFinding {
    param([object] $Source, [object] $Command, [string] $Role)
    if ($null -ne (Get-Argument -Command $Command -Name 'ComObject')) {
        if ($Role -ne 'Adapter') { New-Finding -Source $Source -Extent $Command.Extent -Rule 'com' -Text $Command.Extent.Text }
        return
    }
    $type = Get-NamedType -Value (Get-Argument -Command $Command -Name 'TypeName' -Position 0)
    if ($null -eq $type) { New-Finding -Source $Source -Extent $Command.Extent -Rule 'made-code' -Text $Command.Extent.Text }
    elseif ($type.FullName -match $script:lists.Never.Types) { New-Finding -Source $Source -Extent $Command.Extent -Rule 'type' -Text $type.FullName }
}

# A call through a variable that cannot be a text: a parameter [scriptblock], the loader's file, an adapter's program.
function Test-KnownCall {
    param([object] $Command, [string] $Role)
    $called = $Command.CommandElements[0]
    if ($called -isnot [System.Management.Automation.Language.VariableExpressionAst]) { return $false }
    $name = $called.VariablePath.UserPath
    if ($Command.InvocationOperator -eq 'Dot') { return $Role -eq 'Loader' -and (Test-FileOfFolder -Command $Command -Name $name) }
    $function = Get-EnclosingFunction -Node $Command
    if ($null -eq $function) { return $false }
    foreach ($parameter in @(Get-DeclaredParameter -Function $function)) {
        if ($parameter.Name.VariablePath.UserPath -eq $name) { return $parameter.StaticType -eq [scriptblock] -and -not (Find-Assignment -Function $function -Name $name) }
    }
    return $Role -eq 'Adapter' -and $null -ne (Get-Program -Function $function -Name $name)
}

# Whether a variable runs over the files of a folder, as [System.IO.Directory]::GetFiles gives them.
function Test-FileOfFolder {
    param([object] $Command, [string] $Name)
    $above = $Command.Parent
    while ($null -ne $above) {
        if ($above -is [System.Management.Automation.Language.ForEachStatementAst] -and $above.Variable.VariablePath.UserPath -eq $Name) {
            return $above.Condition.Extent.Text -match '\A\[System\.IO\.Directory\]::GetFiles\('
        }
        $above = $above.Parent
    }
    return $false
}

function Find-Assignment {
    param([object] $Function, [string] $Name)
    $Function.FindAll({ $args[0] -is [System.Management.Automation.Language.AssignmentStatementAst] -and $args[0].Left.Extent.Text -in "`$$Name", "[string] `$$Name" }, $true)
}

# The program that a variable of an adapter names, if it does so once and by full path; else null.
function Get-Program {
    param([object] $Function, [string] $Name)
    $assignments = @(Find-Assignment -Function $Function -Name $Name)
    if ($assignments.Count -ne 1) { return $null }
    $match = [regex]::Match($assignments[0].Right.Extent.Text, "\AJoin-Path -Path \(\[System\.Environment\]::SystemDirectory\) -ChildPath '([^'\\/]+)'\z")
    if (-not $match.Success -or $script:lists.Adapter.Programs -notcontains $match.Groups[1].Value) { return $null }
    return $match.Groups[1].Value
}

# --- for scripts with a list: pure ones, the loader, serve.ps1

function Get-ListFinding {
    param([object] $Source, [hashtable] $List, [AllowNull()] [string[]] $OwnNames)
    foreach ($node in $Source.Nodes) {
        switch ($node.GetType().Name) {
            'CommandAst' { Get-ListedCommandFinding -Source $Source -Command $node -List $List -OwnNames $OwnNames }
            'TypeConstraintAst' { Get-ListedTypeFinding -Source $Source -Extent $node.Extent -Type $node.TypeName -List $List }
            'TypeExpressionAst' { Get-ListedTypeFinding -Source $Source -Extent $node.Extent -Type $node.TypeName -List $List -User $node.Parent }
            'InvokeMemberExpressionAst' {
                $method = $node.Member.Extent.Text
                if (-not $node.Static -and $List.Methods -notcontains $method) { New-Finding -Source $Source -Extent $node.Member.Extent -Rule 'method' -Text $method }
            }
        }
    }
}

function Get-ListedCommandFinding {
    param([object] $Source, [object] $Command, [hashtable] $List, [AllowNull()] [string[]] $OwnNames)
    $name = $Command.GetCommandName()
    if ([string]::IsNullOrEmpty($name) -or $OwnNames -contains $name) { return }
    $never = $script:lists.Never
    if ($never.Network -contains $name -or $never.Code -contains $name) { return }
    if ($List.Commands -notcontains $name) { New-Finding -Source $Source -Extent $Command.Extent -Rule 'command' -Text $name; return }
    if ($name -ne 'New-Object') { return }
    $type = Get-Argument -Command $Command -Name 'TypeName' -Position 0
    if ($type -is [System.Management.Automation.Language.StringConstantExpressionAst] -and $List.NewObjects -notcontains $type.Value -and $type.Value -notmatch $never.Types) {
        New-Finding -Source $Source -Extent $Command.Extent -Rule 'type' -Text "New-Object $($type.Value)"
    }
}

function Get-ListedTypeFinding {
    param([object] $Source, [object] $Extent, [object] $Type, [hashtable] $List, [AllowNull()] [object] $User)
    $name = $Type.FullName -replace '\[\]\z'
    if ($name -match $script:lists.Never.Types) { return }
    if (-not $List.Types.ContainsKey($name)) { New-Finding -Source $Source -Extent $Extent -Rule 'type' -Text "[$name]"; return }
    if ($User -isnot [System.Management.Automation.Language.MemberExpressionAst] -or -not $User.Static -or $User.Expression.Extent -ne $Extent) { return }
    $member = $User.Member.Extent.Text
    if ($List.Types[$name].Split(' ') -notcontains $member) { New-Finding -Source $Source -Extent $User.Extent -Rule 'type' -Text "[$name]::$member" }
}

# --- adapters: one short function each, without a branch

$script:branches = @(
    'IfStatementAst', 'SwitchStatementAst', 'ForStatementAst', 'ForEachStatementAst', 'WhileStatementAst', 'DoWhileStatementAst'
    'DoUntilStatementAst', 'TryStatementAst', 'TrapStatementAst', 'TernaryExpressionAst', 'PipelineChainAst', 'BreakStatementAst'
    'ContinueStatementAst', 'ExitStatementAst', 'ThrowStatementAst'
)

function Get-AdapterFinding {
    param([object] $Source, [string[]] $OwnNames)
    $name = [System.IO.Path]::GetFileNameWithoutExtension($Source.Path)
    $body = $Source.Ast.EndBlock
    $functions = @($Source.Nodes | Where-Object -FilterScript { $_ -is [System.Management.Automation.Language.FunctionDefinitionAst] })
    $isAlone = $functions.Count -eq 1 -and $functions[0].Name -ceq $name -and $null -eq $Source.Ast.ParamBlock -and $body.Statements.Count -eq 1 -and $body.Statements[0] -eq $functions[0]
    if (-not $isAlone) { New-Finding -Source $Source -Extent $null -Rule 'one-function' -Text "the one thing in this file must be the function $name" }
    $lines = [System.IO.File]::ReadAllLines($Source.File).Count
    $statements = @($Source.Nodes | Where-Object -FilterScript { $_ -is [System.Management.Automation.Language.StatementAst] -and $_.Parent -is [System.Management.Automation.Language.NamedBlockAst] }).Count - 1
    if ($lines -gt $script:lists.Adapter.MaxLines -or $statements -gt $script:lists.Adapter.MaxStatements) {
        New-Finding -Source $Source -Extent $null -Rule 'too-long' -Text "$lines lines, $statements statements"
    }
    foreach ($node in $Source.Nodes) {
        if (Test-Branch -Node $node) { New-Finding -Source $Source -Extent $node.Extent -Rule 'branch' -Text ($node.Extent.Text -split "`n")[0] }
        elseif ($node -is [System.Management.Automation.Language.CommandAst]) { Get-AdapterCommandFinding -Source $Source -Command $node -OwnNames $OwnNames }
        elseif ($node -is [System.Management.Automation.Language.ScriptBlockExpressionAst] -and -not (Test-Shaping -Block $node)) {
            New-Finding -Source $Source -Extent $node.Extent -Rule 'branch' -Text 'a block that does more than ForEach-Object -Process { shape }'
        }
        elseif ($node -is [System.Management.Automation.Language.VariableExpressionAst] -and ($node.VariablePath.IsScript -or $node.VariablePath.IsGlobal)) {
            New-Finding -Source $Source -Extent $node.Extent -Rule 'state' -Text $node.Extent.Text
        }
    }
}

# What decides or repeats, written as a statement or hidden in an operator.
function Test-Branch {
    param([object] $Node)
    if ($script:branches -contains $Node.GetType().Name) { return $true }
    if ($Node -is [System.Management.Automation.Language.BinaryExpressionAst]) { return $Node.Operator -in 'And', 'Or', 'QuestionQuestion' }
    if ($Node -is [System.Management.Automation.Language.AssignmentStatementAst]) { return $Node.Operator -eq 'QuestionQuestionEquals' }
    if ($Node -is [System.Management.Automation.Language.MemberExpressionAst] -or $Node -is [System.Management.Automation.Language.IndexExpressionAst]) { return $Node.NullConditional }
    return $false
}

# A block may only be what ForEach-Object does with each thing, and only make one value of another: it calls nothing.
function Test-Shaping {
    param([object] $Block)
    $command = $Block.Parent
    if ($command -isnot [System.Management.Automation.Language.CommandAst] -or $command.GetCommandName() -ne 'ForEach-Object') { return $false }
    if ((Get-Argument -Command $command -Name 'Process') -ne $Block) { return $false }
    return $null -eq $Block.ScriptBlock.Find({ $args[0] -is [System.Management.Automation.Language.CommandAst] -or $args[0] -is [System.Management.Automation.Language.AssignmentStatementAst] }, $true)
}

function Get-AdapterCommandFinding {
    param([object] $Source, [object] $Command, [string[]] $OwnNames)
    $name = $Command.GetCommandName()
    if ([string]::IsNullOrEmpty($name)) {
        $function = Get-EnclosingFunction -Node $Command
        if ($Command.CommandElements[0] -isnot [System.Management.Automation.Language.VariableExpressionAst] -or $null -eq $function) { return }
        if ($null -eq (Get-Program -Function $function -Name $Command.CommandElements[0].VariablePath.UserPath)) { return }
        # A program without input of its own would read the frames of the shell.
        if ($Command.Parent.Extent.Text -notmatch '\A\$null \| &') { New-Finding -Source $Source -Extent $Command.Extent -Rule 'program-input' -Text $Command.Extent.Text }
        return
    }
    if ($OwnNames -contains $name) { New-Finding -Source $Source -Extent $Command.Extent -Rule 'command' -Text "$name is a function of the module" }
    elseif ($script:lists.Adapter.NoCommand -contains $name) { New-Finding -Source $Source -Extent $Command.Extent -Rule 'branch' -Text $name }
    elseif ($name -notmatch '\A[A-Za-z]+-[A-Za-z]+\z') { New-Finding -Source $Source -Extent $Command.Extent -Rule 'program' -Text $name }
}

# --- the manifest: one table of constants

function Get-ManifestFinding {
    param([object] $Source)
    try { $null = Import-PowerShellDataFile -LiteralPath $Source.File }
    catch { New-Finding -Source $Source -Extent $null -Rule 'manifest' -Text 'more than a table of constants' }
}
