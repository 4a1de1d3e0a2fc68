# The policy of every scope, outermost first.
function Read-ExecutionPolicy { Get-ExecutionPolicy -List | Select-Object -Property Scope, ExecutionPolicy }
