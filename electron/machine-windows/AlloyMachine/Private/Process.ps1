function ConvertTo-ProcessFact {
    param([AllowNull()] [object] $Record)
    if ($null -eq $Record) { return $null }
    $startedAt = $null
    if ($null -ne $Record.CreationDate) { $startedAt = ConvertTo-Utc -Time $Record.CreationDate }
    return [pscustomobject]@{ processId = [int]$Record.ProcessId; name = [string]$Record.Name; startedAt = $startedAt; memoryBytes = [long]$Record.WorkingSetSize }
}
