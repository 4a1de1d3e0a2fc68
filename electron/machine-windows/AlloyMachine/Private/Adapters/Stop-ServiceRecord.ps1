# Asks the service manager to stop Alloy; does not wait, as Stop-Service would without end.
function Stop-ServiceRecord {
    $controller = Get-Service -Name 'Alloy'
    $controller.Stop()
    # A handle that stays open would keep a deleted service from going away.
    $controller.Dispose()
}
