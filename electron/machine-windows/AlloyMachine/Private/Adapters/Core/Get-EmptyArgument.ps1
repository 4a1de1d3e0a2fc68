# PowerShell 7 passes an empty argument to a program as it is.
function Get-EmptyArgument { '' }
