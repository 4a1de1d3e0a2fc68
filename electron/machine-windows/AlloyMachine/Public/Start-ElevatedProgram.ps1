function Start-ElevatedProgram {
    <#
    .SYNOPSIS
        Starts a program with the rights of an administrator; Windows asks the person, and 'cancelled' is their no.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)] [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [ValidateLength(1, 1000)] [string] $Path,
        [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [string[]] $Arguments
    )
    try {
        Assert-FilePath -Path $Path
        $commandLine = ConvertTo-CommandLine -Argument $Arguments
        if ($PSCmdlet.ShouldProcess($Path, 'start as administrator')) { Start-ElevatedProcess -Path $Path -CommandLine $commandLine }
        return [pscustomobject]@{}
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
