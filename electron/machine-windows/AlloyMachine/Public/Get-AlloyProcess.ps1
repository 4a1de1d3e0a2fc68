function Get-AlloyProcess {
    <#
    .SYNOPSIS
        The Alloy program that the service's wrapper has started, or nothing.
    .DESCRIPTION
        The wrapper has a console too, whose host is a child of it like Alloy; hence the name of the program.
    #>
    [CmdletBinding()] [OutputType([pscustomobject])] param()
    try {
        $service = Read-ServiceRecord | Select-Object -First 1
        $found = $null
        if ($null -ne $service -and $service.ProcessId -gt 0) {
            $program = [string](Get-RegistryData -View 'Registry64' -Path $script:alloyKey -Name '')
            $name = ($program -split '[\\/]')[-1].Trim('"')
            foreach ($child in @(Read-ProcessRecord -Filter ('ParentProcessId={0}' -f [int]$service.ProcessId))) {
                if ($child.Name -eq $name) { $found = $child }
            }
        }
        return [pscustomobject]@{ process = ConvertTo-ProcessFact -Record $found }
    }
    catch { throw (ConvertTo-Failure -Record $_) }
}
