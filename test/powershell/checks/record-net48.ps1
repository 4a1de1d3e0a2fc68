<#
.SYNOPSIS
    Writes net48-members.txt anew: the public types of .NET Framework 4.8 and Windows PowerShell 5.1 in the namespaces
    below, with the names of their static members.
.DESCRIPTION
    Sources: NuGet packages Microsoft.NETFramework.ReferenceAssemblies.net48 (133 MB, hence the recording) and
    PowerShellStandard.Library 5.1.1. Names only: no overloads, no instance members.
    pwsh record-net48.ps1 -Folder .../build/.NETFramework/v4.8, .../powershellstandard.library/5.1.1/lib/netstandard2.0
#>
param([Parameter(Mandatory = $true)] [string[]] $Folder)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$namespaces = @(
    'System', 'System.Collections', 'System.Collections.Generic', 'System.ComponentModel', 'System.Diagnostics',
    'System.Diagnostics.Eventing.Reader', 'System.Globalization', 'System.IO', 'System.IO.Compression', 'System.IO.Pipes',
    'System.Net', 'System.Net.NetworkInformation', 'System.Security', 'System.Security.AccessControl',
    'System.Security.Cryptography', 'System.Security.Cryptography.X509Certificates', 'System.Security.Principal',
    'System.ServiceProcess', 'System.Text', 'System.Text.RegularExpressions', 'System.Threading', 'System.Threading.Tasks',
    'Microsoft.Win32', 'System.Management.Automation', 'System.Management.Automation.Runspaces'
)

function Get-StaticName {
    param([System.Reflection.Metadata.MetadataReader] $Reader, [System.Reflection.Metadata.TypeDefinition] $Type)
    # Public and static; of constructors there is nothing to tell, of accessors the name of the property.
    foreach ($handle in $Type.GetMethods()) {
        $method = $Reader.GetMethodDefinition($handle)
        $name = $Reader.GetString($method.Name)
        if (([int]$method.Attributes -band 0x17) -eq 0x16 -and $name -notmatch '\A(op_|set_|add_|remove_|\.)') { $name -replace '\Aget_' }
    }
    foreach ($handle in $Type.GetFields()) {
        $field = $Reader.GetFieldDefinition($handle)
        if (([int]$field.Attributes -band 0x17) -eq 0x16) { $Reader.GetString($field.Name) }
    }
}

$lines = foreach ($file in Get-ChildItem -Path $Folder -Filter '*.dll') {
    $stream = [System.IO.File]::OpenRead($file.FullName)
    $image = [System.Reflection.PortableExecutable.PEReader]::new($stream)
    if ($image.HasMetadata) {
        $reader = [System.Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($image)
        foreach ($handle in $reader.TypeDefinitions) {
            $type = $reader.GetTypeDefinition($handle)
            $namespace = $reader.GetString($type.Namespace)
            if (([int]$type.Attributes -band 7) -ne 1 -or $namespaces -cnotcontains $namespace) { continue }
            $members = Get-StaticName -Reader $reader -Type $type | Sort-Object -Unique -CaseSensitive
            ('{0}.{1}: {2}' -f $namespace, $reader.GetString($type.Name), ($members -join ' ')).TrimEnd(' ')
        }
    }
    $image.Dispose()
}
$sorted = [string[]]@($lines | Select-Object -Unique)
[System.Array]::Sort($sorted, [System.StringComparer]::Ordinal)
[System.IO.File]::WriteAllText("$PSScriptRoot/net48-members.txt", ($sorted -join "`n") + "`n")
