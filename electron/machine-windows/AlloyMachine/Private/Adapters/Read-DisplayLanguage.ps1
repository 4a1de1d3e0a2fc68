function Read-DisplayLanguage { (Get-UICulture).Name }
