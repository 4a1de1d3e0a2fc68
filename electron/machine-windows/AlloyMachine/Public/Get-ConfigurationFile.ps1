function Get-ConfigurationFile {
    <#
    .SYNOPSIS
        What is at the path of the configuration: nothing, a directory, or a file with its hash and, if asked for, bytes.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])]
    param([Parameter(Mandatory = $true)] [ValidateLength(1, 1000)] [string] $Path, [bool] $IncludeBytes = $false)
    try {
        Assert-FilePath -Path $Path
        return Get-PathContent -Path $Path -IncludeBytes $IncludeBytes
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
