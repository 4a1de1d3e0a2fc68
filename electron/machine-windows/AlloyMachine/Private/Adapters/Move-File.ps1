# Gives a file the name of one that is not there.
function Move-File {
    param([Parameter(Mandatory = $true)] [string] $Source, [Parameter(Mandatory = $true)] [string] $Destination)
    [System.IO.File]::Move($Source, $Destination)
}
