function Read-ComputerName { [System.Environment]::MachineName }
