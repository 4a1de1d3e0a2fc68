# Asks the service manager to start Alloy; does not wait.
function Start-ServiceRecord { (New-Object -TypeName System.ServiceProcess.ServiceController -ArgumentList 'Alloy').Start() }
