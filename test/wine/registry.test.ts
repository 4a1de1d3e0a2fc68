/**
 * The registry adapters over a registry with both views. What is expected is Microsoft's:
 * https://learn.microsoft.com/windows/win32/sysinfo/registry-value-types,
 * https://learn.microsoft.com/windows/win32/winprog64/accessing-an-alternate-registry-view,
 * https://learn.microsoft.com/dotnet/api/microsoft.win32.registrykey.getvalue.
 */
import { beforeEach, describe, expect } from 'vitest';
import { hostileValues } from '../electron/machine-windows/hostile-values';
import { useBench, verifies } from './bench';

const bench = useBench();
const Path = 'SOFTWARE\\AlloyDeskTest';
const View = 'Registry64';

interface Key {
  readonly Values: readonly { readonly Name: string; readonly Kind: string; readonly Data: unknown }[];
  readonly Keys: readonly string[];
}
const read = async (view = View, path = Path): Promise<Key> =>
  (await bench.value('Read-RegistryKey', { View: view, Path: path })) as Key;

/** Runs a script with `$key`, the key of the tests in a view, to write by another way than the adapters. */
const inKey = (script: string, argument: unknown = null, view = View): Promise<unknown> =>
  bench.arrange(
    `param($given)
    $root = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', '${view}')
    $key = $root.CreateSubKey('${Path}')
    ${script}
    $key.Dispose()`,
    argument,
  );

beforeEach(async () => {
  await bench.arrange(
    `foreach ($view in 'Registry64', 'Registry32') {
      [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', $view).DeleteSubKeyTree('${Path}', $false)
    }`,
  );
});

describe('the registry', () => {
  verifies(['Test-RegistryKey'], 'has a key in the view where it was made, and not in the other', async () => {
    await inKey('', null, 'Registry32');
    expect(await bench.value('Test-RegistryKey', { View: 'Registry32', Path })).toBe(true);
    expect(await bench.value('Test-RegistryKey', { View: 'Registry64', Path })).toBe(false);
  });

  verifies(['Read-RegistryKey'], 'holds values of its own in each view', async () => {
    await inKey(`$key.SetValue('where', 'sixty-four')`, null, 'Registry64');
    await inKey(`$key.SetValue('where', 'thirty-two')`, null, 'Registry32');
    const data = [await read('Registry64'), await read('Registry32')].map(({ Values }) => Values[0]?.Data);
    expect(data).toEqual(['sixty-four', 'thirty-two']);
  });

  verifies(['Read-RegistryKey'], 'is read with the kind of every value', async () => {
    await inKey(`
      $key.SetValue('', 'C:\\Program Files\\Alloy\\alloy.exe')
      $key.SetValue('Text', 'ä 日本語 😀')
      $key.SetValue('Expand', '%SystemRoot%\\x', [Microsoft.Win32.RegistryValueKind]::ExpandString)
      $key.SetValue('List', [string[]]@('run', 'a b', '"'), [Microsoft.Win32.RegistryValueKind]::MultiString)
      $key.SetValue('Empty', [string[]]@(), [Microsoft.Win32.RegistryValueKind]::MultiString)
      $key.SetValue('Small', 7, [Microsoft.Win32.RegistryValueKind]::DWord)
      $key.SetValue('Large', 9007199254740991, [Microsoft.Win32.RegistryValueKind]::QWord)
      $key.SetValue('Bytes', [byte[]](0, 1, 255), [Microsoft.Win32.RegistryValueKind]::Binary)
      $key.SetValue('None', [byte[]](1), [Microsoft.Win32.RegistryValueKind]::None)`);
    const { Values } = await read();
    expect(Object.fromEntries(Values.map(({ Name, Kind, Data }) => [Name, [Kind, Data]]))).toEqual({
      '': ['String', 'C:\\Program Files\\Alloy\\alloy.exe'],
      Text: ['String', 'ä 日本語 😀'],
      Expand: ['ExpandString', '%SystemRoot%\\x'],
      List: ['MultiString', ['run', 'a b', '"']],
      Empty: ['MultiString', []],
      Small: ['DWord', 7],
      Large: ['QWord', 9_007_199_254_740_991],
      Bytes: ['Binary', [0, 1, 255]],
      None: ['None', [1]],
    });
  });

  verifies(['Read-RegistryKey'], 'names the keys below a key', async () => {
    await inKey(`foreach ($name in 'one', 'two words') { $key.CreateSubKey($name).Dispose() }`);
    expect(await read()).toEqual({ Values: [], Keys: ['one', 'two words'] });
  });

  verifies(
    ['Read-RegistryKey', 'Write-RegistryList'],
    'gives a written list back, in the kind REG_MULTI_SZ',
    async () => {
      await inKey('');
      const Data = ['run', 'C:\\Program Files\\GrafanaLabs\\Alloy\\config.alloy', '--storage.path=C:\\ä 日本語 😀'];
      expect(await bench.values('Write-RegistryList', { Path, Name: 'Arguments', Data })).toEqual([]);
      expect((await read()).Values).toEqual([{ Name: 'Arguments', Kind: 'MultiString', Data }]);
    },
  );

  verifies(['Write-RegistryList'], 'keeps an empty list as an empty list', async () => {
    await inKey(`$key.SetValue('Arguments', [string[]]@('before'), [Microsoft.Win32.RegistryValueKind]::MultiString)`);
    await bench.values('Write-RegistryList', { Path, Name: 'Arguments', Data: [] });
    expect((await read()).Values).toEqual([{ Name: 'Arguments', Kind: 'MultiString', Data: [] }]);
  });

  const carried = hostileValues.filter((value) => value !== '' && !value.includes('\0'));
  verifies(['Write-RegistryList'], `carries ${carried.length} hostile values unchanged`, async () => {
    await inKey('');
    await bench.values('Write-RegistryList', { Path, Name: 'Environment', Data: carried });
    expect((await read()).Values[0]?.Data).toEqual(carried);
  });

  verifies(['Write-RegistryList'], 'is written in the 64-bit view', async () => {
    await inKey('', null, 'Registry32');
    await inKey('', null, 'Registry64');
    await bench.values('Write-RegistryList', { Path, Name: 'Arguments', Data: ['x'] });
    expect((await read('Registry32')).Values).toEqual([]);
    expect((await read('Registry64')).Values).toHaveLength(1);
  });

  verifies(['Write-RegistryList'], 'gets no key that was not there', async () => {
    await bench.failure('Write-RegistryList', { Path, Name: 'Arguments', Data: ['x'] });
    expect(await bench.value('Test-RegistryKey', { View, Path })).toBe(false);
  });
});
