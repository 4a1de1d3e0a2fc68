# Who may name what in the module. What is not listed is not allowed; whoever adds a line says why it is no contact, or
# why this place may have it. Types stand as the scripts must write them, with the static members that may be used.
@{
    # Private and Public: nothing here reaches beyond the values that it is given. New-Object makes the types of its list.
    Pure    = @{
        Commands   = @('ForEach-Object', 'New-Object', 'Select-Object', 'Sort-Object', 'Where-Object', 'Write-Warning')
        Types      = @{
            'bool' = ''; 'byte' = ''; 'char' = ''; 'int' = 'MaxValue'; 'long' = ''; 'uint32' = 'MaxValue'; 'object' = ''; 'datetime' = ''
            'string' = 'IsNullOrEmpty Join Equals'; 'guid' = 'NewGuid'; 'pscustomobject' = ''; 'ordered' = ''; 'hashtable' = ''
            'scriptblock' = ''; 'version' = ''; 'regex' = 'Escape'; 'timespan' = ''
            'System.Array' = 'Reverse Sort'; 'System.BitConverter' = 'ToString ToUInt32'; 'System.Convert' = 'FromBase64String ToBase64String'
            'System.Collections.IDictionary' = ''; 'System.Diagnostics.Stopwatch' = 'StartNew'; 'System.Math' = 'Max Min'
            'System.Globalization.CultureInfo' = 'InvariantCulture'; 'System.StringComparer' = 'Ordinal OrdinalIgnoreCase'
            'System.StringComparison' = 'Ordinal OrdinalIgnoreCase'; 'System.Text.Encoding' = 'ASCII Unicode UTF8'
            'System.Management.Automation.ErrorRecord' = ''
        }
        NewObjects = @(
            'System.Collections.Generic.Dictionary[string,object]', 'System.Collections.Generic.List[object]'
            'System.Collections.Generic.List[string]', 'System.Collections.Generic.SortedDictionary[string,object]'
            'System.InvalidOperationException', 'System.Management.Automation.ErrorRecord'
            'System.Security.Cryptography.SHA256CryptoServiceProvider', 'System.Text.StringBuilder', 'System.Text.UTF8Encoding'
        )
        # Of instances, whose types the tree does not show. What an adapter hands out may be more than values (a mutex), so
        # only methods of values are here.
        Methods    = @(
            'Add', 'Append', 'Clear', 'CompareTo', 'ComputeHash', 'Contains', 'ContainsKey', 'EndsWith', 'Equals', 'GetBytes', 'GetString'
            'GetType', 'IndexOf', 'Insert', 'LastIndexOf', 'Matches', 'PadLeft', 'Remove', 'Replace', 'ShouldProcess', 'Split'
            'StartsWith', 'Substring', 'ToArray', 'ToLowerInvariant', 'ToString', 'ToUniversalTime', 'ToUpperInvariant', 'Trim', 'TrimEnd'
            'TrimStart', 'TryGetValue'
        )
        Variables  = @()
    }
    # The loader: reads the names of the module's own files, and loads them.
    Loader  = @{
        Commands   = @('Set-StrictMode')
        Types      = @{ 'string' = ''; 'System.IO.Path' = 'Combine'; 'System.IO.Directory' = 'GetFiles' }
        NewObjects = @()
        Methods    = @()
        Variables  = @()
    }
    # serve.ps1: speaks over standard input and output, and runs exported functions by name in a runspace of its own. It
    # looks for the system's own modules by file and sets the path of modules, so that no other module can come in.
    Serve   = @{
        Commands   = @('ConvertFrom-Json', 'ConvertTo-Json', 'ForEach-Object', 'Get-Command', 'Import-Module', 'New-Object', 'Remove-TypeData', 'Set-StrictMode')
        Types      = @{
            'bool' = ''; 'object' = ''; 'string' = ''; 'Console' = 'OpenStandardInput OpenStandardOutput'
            'Convert' = 'FromBase64String ToBase64String'; 'System.IO.File' = 'Exists'; 'System.IAsyncResult' = ''
            'System.Collections.IDictionary' = ''; 'System.Threading.WaitHandle' = 'WaitAny'; 'powershell' = 'Create'; 'runspacefactory' = 'CreateRunspace'
            'System.Management.Automation.ParameterBindingException' = ''; 'System.Management.Automation.PSCustomObject' = ''; 'Math' = 'Min'
            'System.Management.Automation.Runspaces.InitialSessionState' = 'CreateDefault2'
            'System.Management.Automation.Runspaces.PSThreadOptions' = 'ReuseThread'
        }
        NewObjects = @('System.IO.MemoryStream', 'System.IO.StreamReader', 'System.IO.StreamWriter', 'System.Management.Automation.PSDataCollection[psobject]', 'System.Text.UTF8Encoding')
        Methods    = @(
            'AddCommand', 'AddParameter', 'AddStatement', 'BeginInvoke', 'BeginStop', 'Clear', 'Complete', 'ContainsKey', 'Dispose', 'EndInvoke'
            'GetBaseException', 'GetBytes', 'GetString', 'Invoke', 'Open', 'ReadLineAsync', 'SetVariable', 'Split', 'StartsWith', 'Substring'
            'ToArray', 'Wait', 'Write', 'WriteLine'
        )
        Variables  = @('env:PSModulePath')
    }
    # An adapter is where contact stands, so it may call any cmdlet and name any type but these.
    Adapter = @{
        # Programs, from the folder of the system and by full path.
        Programs  = @('sc.exe')
        # No longer than this: lines of the file, and statements of the function.
        MaxLines  = 15
        MaxStatements = 8
        # They choose or repeat, which is for Private.
        NoCommand = @('Where-Object')
    }
    # Anywhere. Cmdlets that reach a network, and those that make code, start other shells or run what a text names.
    Never   = @{
        Network = @('Invoke-WebRequest', 'Invoke-RestMethod', 'Start-BitsTransfer', 'Send-MailMessage', 'New-WebServiceProxy', 'Test-NetConnection', 'Test-Connection', 'Resolve-DnsName')
        Code    = @(
            'Invoke-Expression', 'iex', 'Add-Type', 'Invoke-Command', 'icm', 'Start-Job', 'Start-ThreadJob', 'Invoke-Item', 'New-Module', 'New-Alias'
            'Set-Alias', 'Import-Alias', 'Enter-PSSession', 'New-PSSession', 'Register-ObjectEvent', 'Register-EngineEvent', 'powershell', 'powershell.exe'
            'pwsh', 'pwsh.exe', 'cmd', 'cmd.exe', 'wscript.exe', 'cscript.exe', 'mshta.exe', 'rundll32.exe'
        )
        Methods = @(
            'AddScript', 'CreateScriptBlock', 'ExpandString', 'GetConstructor', 'GetField', 'GetMethod', 'GetProperty', 'InvokeMember', 'InvokeScript'
            'InvokeReturnAsIs', 'NewScriptBlock'
        )
        Types   = '\A(?:System\.)?(?:Net\.(?:Http\b|WebClient|WebRequest|HttpWebRequest|Sockets\b)|Reflection\.|Activator\b|Management\.Automation\.(?:ScriptBlock|PowerShell)\b|CodeDom\.)|\A(?:type|System\.Type)\z|\A(?:wmi|adsi)'
    }
}
