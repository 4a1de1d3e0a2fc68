@{
    RootModule        = 'AlloyMachine.psm1'
    ModuleVersion     = '0.1.0'
    GUID              = '6c3a2f0e-6a0d-4a4e-9a53-0d5b3a1c7e11'
    Author            = 'The Alloy Desk authors'
    Copyright         = '2026 The Alloy Desk authors. Apache License 2.0.'
    Description       = 'Looks at and changes the Alloy of one Windows machine, one small step a function.'
    PowerShellVersion = '5.1'
    FunctionsToExport = @(
        'Get-MachineFact', 'Get-CollectorPresence', 'Get-AlloyInstallation', 'Get-AlloyService', 'Get-AlloySetting',
        'Set-AlloySetting', 'Get-AlloyRecovery', 'Set-AlloyRecovery', 'Start-ElevatedProgram', 'Get-ProgramProtection',
        'Start-AlloyService', 'Stop-AlloyService', 'Restart-AlloyService', 'Get-ConfigurationFile',
        'Get-ConfigurationPermission', 'Set-ConfigurationFile', 'Remove-ConfigurationFile', 'Get-ProtectedFile', 'Get-ProtectedFolder',
        'Set-ProtectedFile', 'Remove-ProtectedFile', 'Get-AlloyProcess', 'Get-PortOwner', 'Lock-Machine', 'Unlock-Machine'
    )
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
