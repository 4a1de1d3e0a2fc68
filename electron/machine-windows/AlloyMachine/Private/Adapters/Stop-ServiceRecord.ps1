# Asks the service manager to stop Alloy; does not wait.
function Stop-ServiceRecord { (New-Object -TypeName System.ServiceProcess.ServiceController -ArgumentList 'Alloy').Stop() }
