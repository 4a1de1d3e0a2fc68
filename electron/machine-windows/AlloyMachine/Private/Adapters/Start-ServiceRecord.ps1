# Asks the service manager to start Alloy; does not wait, as Start-Service would without end.
function Start-ServiceRecord {
    $controller = Get-Service -Name 'Alloy'
    $controller.Start()
    # A handle that stays open would keep a deleted service from going away.
    $controller.Dispose()
}
