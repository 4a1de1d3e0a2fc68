# Windows PowerShell drops an empty argument of a program unless it comes with quotes of its own.
function Get-EmptyArgument { '""' }
