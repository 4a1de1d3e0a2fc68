# Puts one file in another's place; name, permissions and attributes stay those of the file that was there.
function Switch-File {
    param([Parameter(Mandatory = $true)] [string] $Source, [Parameter(Mandatory = $true)] [string] $Destination)
    [System.IO.File]::Replace($Source, $Destination, [System.Management.Automation.Language.NullString]::Value, $true)
}
