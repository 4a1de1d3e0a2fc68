function Get-ProgramProtection {
    <#
    .SYNOPSIS
        Whether others than administrators can change a program or put another in its place: by which folder, and who.
    .DESCRIPTION
        Looks at the folder of the program and at every folder above it. Nulls where nobody else can.
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
