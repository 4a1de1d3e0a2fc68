# The state alone, as .NET names it; quick enough to be asked again and again.
function Read-ServiceState {
    $controller = Get-Service -Name 'Alloy'
    [string]$controller.Status
    $controller.Dispose()
}
