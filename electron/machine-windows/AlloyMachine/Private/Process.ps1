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
