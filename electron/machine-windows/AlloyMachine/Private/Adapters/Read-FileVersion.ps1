# The version resource of a program; an empty text where it has none.
function Read-FileVersion {
    param([Parameter(Mandatory = $true)] [string] $Path)
    [string][System.Diagnostics.FileVersionInfo]::GetVersionInfo($Path).FileVersion
}
