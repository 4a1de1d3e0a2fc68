# What PowerShell 6 and 7 have and Windows PowerShell 5.1 has not. Source: the release notes of PowerShell 6.0 to 7.6,
# "What's New in PowerShell", and "Differences between Windows PowerShell 5.1 and PowerShell 7.x" on learn.microsoft.com.
@{
    Commands     = @(
        'Remove-Service', 'Test-Json', 'Join-String', 'Get-Uptime', 'Remove-Alias', 'Show-Markdown', 'ConvertFrom-Markdown'
        'Get-MarkdownOption', 'Set-MarkdownOption', 'Start-ThreadJob', 'Get-Error', 'Get-SecureRandom'
        'Get-ExperimentalFeature', 'Enable-ExperimentalFeature', 'Disable-ExperimentalFeature', 'ConvertTo-CliXml'
        'ConvertFrom-CliXml', 'Switch-Process'
    )
    # By command; a parameter means it whether it is written out, cut short or called by another name.
    Parameters   = @{
        'ForEach-Object'    = @('Parallel', 'ThrottleLimit', 'TimeoutSeconds', 'UseNewRunspace', 'AsJob')
        'Where-Object'      = @('Not')
        'ConvertFrom-Json'  = @('AsHashtable', 'Depth', 'NoEnumerate', 'DateKind')
        'ConvertTo-Json'    = @('AsArray', 'EnumsAsStrings', 'EscapeHandling')
        'Get-Content'       = @('AsByteStream')
        'Set-Content'       = @('AsByteStream')
        'Add-Content'       = @('AsByteStream')
        'Get-ChildItem'     = @('FollowSymlink')
        'Start-Process'     = @('Environment')
        'Split-Path'        = @('Extension', 'LeafBase')
        'Join-Path'         = @('AdditionalChildPath', 'Extension')
        'Sort-Object'       = @('Top', 'Bottom', 'Stable')
        'Select-Object'     = @('CaseInsensitive')
        'Select-String'     = @('Raw', 'NoEmphasis', 'Culture')
        'Get-Unique'        = @('CaseInsensitive')
        'Export-Csv'        = @('IncludeTypeInformation', 'QuoteFields', 'UseQuotes', 'NoHeader')
        'Set-Service'       = @('Credential', 'Force', 'SecurityDescriptorSddl')
        'New-Service'       = @('SecurityDescriptorSddl')
        'Measure-Object'    = @('StandardDeviation', 'AllStats')
        'Get-Date'          = @('AsUTC', 'UnixTimeSeconds')
        'Get-Random'        = @('Shuffle')
        'Format-Hex'        = @('Offset', 'Count')
        'Invoke-WebRequest' = @(
            'SkipCertificateCheck', 'SkipHttpErrorCheck', 'Authentication', 'Token', 'Form', 'Resume', 'NoProxy', 'SslProtocol'
            'CustomMethod', 'FollowRelLink', 'MaximumRetryCount', 'RetryIntervalSec', 'AllowUnencryptedAuthentication'
            'PreserveAuthorizationOnRedirect', 'SkipHeaderValidation', 'HttpVersion', 'OperationTimeoutSeconds'
        )
        'Invoke-RestMethod' = @(
            'SkipCertificateCheck', 'SkipHttpErrorCheck', 'Authentication', 'Token', 'Form', 'Resume', 'NoProxy', 'SslProtocol'
            'CustomMethod', 'FollowRelLink', 'MaximumFollowRelLink', 'MaximumRetryCount', 'RetryIntervalSec'
            'StatusCodeVariable', 'ResponseHeadersVariable', 'SkipHeaderValidation', 'HttpVersion', 'OperationTimeoutSeconds'
        )
        'Test-Connection'   = @('Ping', 'TargetName', 'IPv4', 'IPv6', 'ResolveDestination', 'Traceroute', 'TcpPort', 'MtuSize', 'Repeat')
        'Import-Module'     = @('SkipEditionCheck', 'UseWindowsPowerShell')
        'Get-Module'        = @('SkipEditionCheck', 'PSEdition')
        'Get-Command'       = @('UseFuzzyMatching', 'UseAbbreviationExpansion', 'ExcludeModule', 'FuzzyMinimumDistance')
        'Tee-Object'        = @('Encoding')
        'New-Guid'          = @('Empty', 'InputObject')
    }
    # Of every command.
    Common       = @(
        'Verbose', 'Debug', 'ErrorAction', 'WarningAction', 'InformationAction', 'ErrorVariable', 'WarningVariable'
        'InformationVariable', 'OutVariable', 'OutBuffer', 'PipelineVariable', 'WhatIf', 'Confirm', 'UseTransaction'
    )
    NewCommon    = @('ProgressAction')
    Encodings    = @('utf8NoBOM', 'utf8BOM', 'ansi')
    Variables    = @(
        'IsWindows', 'IsLinux', 'IsMacOS', 'IsCoreCLR', 'PSStyle', 'PSNativeCommandUseErrorActionPreference'
        'PSNativeCommandArgumentPassing', 'EnabledExperimentalFeatures'
    )
    # Short names of types.
    Accelerators = @('semver', 'short', 'ushort', 'uint', 'ulong', 'NoRunspaceAffinity', 'ImplicitRemote')
    # Short names that only Windows PowerShell has, so that 7 on another system cannot resolve them.
    OldAccelerators = @('wmi', 'wmiclass', 'wmisearcher', 'adsi', 'adsisearcher')
    # Named arguments of attributes.
    AttributeArguments = @('ErrorMessage')
    # Aliases of Windows PowerShell that 7 does not have on every system.
    Aliases      = @(
        'ls', 'cat', 'cp', 'mv', 'rm', 'rmdir', 'ps', 'kill', 'sleep', 'sort', 'tee', 'man', 'mount', 'diff', 'curl', 'wget', 'sc'
        'gsv', 'sasv', 'spsv', 'start', 'write', 'compare', 'ac', 'clear', 'cpp', 'gwmi', 'iwmi', 'rwmi', 'swmi', 'gcb', 'scb', 'lp', 'ogv'
        'ise', 'shcm', 'stz', 'gtz', 'asnp', 'gsnp', 'rsnp', 'epsn', 'ipsn', 'trcm', 'npssc', 'gcfs'
    )
}
