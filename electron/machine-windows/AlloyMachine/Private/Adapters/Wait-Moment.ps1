# Between two looks; a cancel ends it at once.
function Wait-Moment { param([Parameter(Mandatory = $true)] [int] $Milliseconds) Start-Sleep -Milliseconds $Milliseconds }
