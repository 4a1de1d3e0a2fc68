function ConvertTo-ProcessFact {
    param([AllowNull()] [object] $Record)
    if ($null -eq $Record) { return $null }
    return [pscustomobject]@{
        processId = [int]$Record.ProcessId; name = [string]$Record.Name
        startedAt = ConvertTo-UtcOrNull -Time $Record.CreationDate; memoryBytes = [long]$Record.WorkingSetSize
    }
}

function ConvertTo-UtcOrNull {
    param([AllowNull()] [object] $Time)
    if ($null -eq $Time) { return $null }
    return ConvertTo-Utc -Time $Time
}

# Arguments as one command line, each in quotes. A quote inside, or a backslash before the last one, would end it early.
function ConvertTo-CommandLine {
    param([Parameter(Mandatory = $true)] [AllowEmptyCollection()] [string[]] $Argument)
    foreach ($text in $Argument) {
        if ($text -match '["\x00-\x1f]|\\\z') { throw (New-Failure -Code 'invalid-request' -Detail 'an argument that cannot be quoted') }
    }
    return @($Argument | ForEach-Object -Process { '"{0}"' -f $_ }) -join ' '
}
