# Puts one file in another's place (ReplaceFile): name and permissions stay those of the file that was there, which goes
# to the third path. Without such a path a failure half way would lose it (error 1176).
function Switch-File {
    param(
        [Parameter(Mandatory = $true)] [string] $Source, [Parameter(Mandatory = $true)] [string] $Destination,
        [Parameter(Mandatory = $true)] [string] $Backup
    )
    [System.IO.File]::Replace($Source, $Destination, $Backup, $false)
}
