function Get-ProgramProtection {
    <#
    .SYNOPSIS
        Whether others than administrators can change a program or put another in its place: where, and who.
    .DESCRIPTION
        In the program and its folder no account but those of administrators may have more than the right to run it. In the
        folders above only those rules count that let everybody, or the person's other programs, move something away. Nulls
        where nobody else can.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])]
    param([Parameter(Mandatory = $true)] [ValidateLength(1, 1000)] [string] $Path)
    try {
        Assert-FilePath -Path $Path
        $rule = Get-ProgramRule -Path $Path
        if ($null -eq $rule) { return [pscustomobject]@{ openPath = $null; openTo = $null } }
        return $rule
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
