/** Small facts of the computer, and small steps. */
import { expect } from 'vitest';
import { useBench, verifies } from './bench';
import { serviceProgram } from './wine-computer';

const bench = useBench();

// https://learn.microsoft.com/dotnet/api/system.environment.machinename: the NetBIOS name, which Windows keeps here.
verifies(['Read-ComputerName'], 'the computer is called what its registry says', async () => {
  const [name] = await bench.arrange(
    `[Microsoft.Win32.Registry]::GetValue('HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ActiveComputerName', 'ComputerName', $null)`,
  );
  expect(await bench.value('Read-ComputerName')).toBe(name);
});
