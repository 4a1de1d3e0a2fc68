/** Small facts of the computer, and small steps. */
import { describe, expect } from 'vitest';
import { useBench, verifies } from './bench';
import { argumentsProgram } from './wine-computer';

const bench = useBench();

describe('the computer', () => {
  // https://learn.microsoft.com/dotnet/api/system.environment.machinename: the NetBIOS name, which Windows keeps here.
  verifies(['Read-ComputerName'], 'is called what its registry says', async () => {
    const [name] = await bench.arrange(
      `[Microsoft.Win32.Registry]::GetValue('HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ActiveComputerName', 'ComputerName', $null)`,
    );
    expect(name).not.toBe('');
    expect(await bench.value('Read-ComputerName')).toBe(name);
  });

  // https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/get-uiculture: a name such as en-US.
  verifies(['Read-DisplayLanguage'], 'speaks a language that has a name', async () => {
    expect(await bench.value('Read-DisplayLanguage')).toMatch(/^[a-z]{2,3}(-[A-Za-z0-9]+)+$/u);
  });

  // https://learn.microsoft.com/windows/win32/shell/knownfolderid, FOLDERID_ProgramData.
  verifies(['Read-ProgramDataPath'], 'keeps what belongs to all below ProgramData', async () => {
    expect(await bench.value('Read-ProgramDataPath')).toBe('C:\\ProgramData');
  });

  // https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_execution_policies: scopes in
  // order of precedence; the numbers are those of ExecutionPolicyScope and of ExecutionPolicy.
  verifies(
    ['Read-ExecutionPolicy'],
    'has a policy in every scope, the one of this process as it was started',
    async () => {
      const policies = (await bench.values('Read-ExecutionPolicy')) as { Scope: number; ExecutionPolicy: number }[];
      expect(policies.map(({ Scope }) => Scope)).toEqual([4, 3, 0, 1, 2]);
      const [remoteSigned, process] = [1, policies.find(({ Scope }) => Scope === 0)];
      expect(process?.ExecutionPolicy).toBe(remoteSigned);
    },
  );

  verifies(['Wait-Moment'], 'waits as long as it is asked to', async () => {
    const begun = performance.now();
    expect(await bench.values('Wait-Moment', { Milliseconds: 300 })).toEqual([]);
    expect(performance.now() - begun).toBeGreaterThan(290);
  });

  // https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parsing, native arguments.
  verifies(['Core/Get-EmptyArgument'], 'hands an empty argument to a program as one that is there', async () => {
    const empty = await bench.value('Get-EmptyArgument');
    const told = await bench.arrange(
      `param($with) $null | & $with.program 'before' $with.empty 'after'; $LASTEXITCODE`,
      {
        program: argumentsProgram.windows,
        empty,
      },
    );
    expect(told).toEqual(['[before]', '[]', '[after]', 3]);
  });
});
