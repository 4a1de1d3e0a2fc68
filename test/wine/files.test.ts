/**
 * The file adapters. What is expected is Microsoft's: error numbers of
 * https://learn.microsoft.com/windows/win32/debug/system-error-codes--0-499-, sharing of
 * https://learn.microsoft.com/windows/win32/fileio/creating-and-opening-files, ReplaceFile of
 * https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-replacefilew, and the members of System.IO.File that
 * the adapters name. Files are put down and looked at from outside of Windows.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import { base64, useBench, verifies } from './bench';
import { realPath, serviceProgram } from './wine-computer';

const bench = useBench();
const folder = 'C:\\Files';
const former = Buffer.from('the former text\n');
const wanted = Buffer.from([0, 255, 10, 13, 239, 187, 191]);
const at = (name: string): string => `${folder}\\${name}`;
const put = (name: string, content: Uint8Array = former): string => {
  writeFileSync(realPath(at(name)), content);
  return at(name);
};
const bytesOf = (name: string): Buffer | undefined =>
  existsSync(realPath(at(name))) ? readFileSync(realPath(at(name))) : undefined;

/** Another program has the file open, and shares it so far. */
const holdOpen = (file: string, access: 'Read' | 'ReadWrite', share: string): Promise<unknown> =>
  bench.arrange(`param($file) $global:held = [System.IO.File]::Open($file, 'Open', '${access}', '${share}')`, file);
const letGo = (): Promise<unknown> =>
  bench.arrange(`if ($null -ne $global:held) { $global:held.Dispose(); $global:held = $null }`);

beforeEach(() => mkdirSync(realPath(folder), { recursive: true }));
afterEach(async () => {
  await bench.arrange(
    `if (Test-Path variable:global:held) { if ($null -ne $global:held) { $global:held.Dispose(); $global:held = $null } }`,
  );
  rmSync(realPath(folder), { recursive: true, force: true });
});

describe('a new file', () => {
  verifies(['Write-NewFile'], 'has exactly the bytes that were given', async () => {
    await bench.values('Write-NewFile', { Path: at('new'), Bytes: base64(wanted) });
    expect(bytesOf('new')).toEqual(wanted);
  });

  verifies(['Write-NewFile'], 'may be empty', async () => {
    await bench.values('Write-NewFile', { Path: at('new'), Bytes: base64(Buffer.alloc(0)) });
    expect(bytesOf('new')).toEqual(Buffer.alloc(0));
  });

  verifies(['Write-NewFile'], 'does not take the place of one that is there: ERROR_FILE_EXISTS', async () => {
    const Path = put('old');
    expect(await bench.failure('Write-NewFile', { Path, Bytes: base64(wanted) })).toMatchObject({
      number: 80,
      code: 'conflict',
    });
    expect(bytesOf('old')).toEqual(former);
  });

  verifies(['Write-NewFile'], 'needs its folder: ERROR_PATH_NOT_FOUND', async () => {
    expect(await bench.failure('Write-NewFile', { Path: at('no\\new'), Bytes: base64(wanted) })).toMatchObject({
      number: 3,
      code: 'not-found',
    });
  });
});

describe('a switched file', () => {
  const switching = (): Record<string, unknown> => ({
    Source: at('new'),
    Destination: at('file'),
    Backup: at('backup'),
  });

  verifies(['Switch-File'], 'has the new bytes, and the former ones are in the third place', async () => {
    put('file');
    put('new', wanted);
    await bench.values('Switch-File', switching());
    expect([bytesOf('file'), bytesOf('backup'), bytesOf('new')]).toEqual([wanted, former, undefined]);
  });

  verifies(['Switch-File'], 'takes the place of a backup that was there', async () => {
    put('file');
    put('new', wanted);
    put('backup', Buffer.from('older still'));
    await bench.values('Switch-File', switching());
    expect(bytesOf('backup')).toEqual(former);
  });

  verifies(['Switch-File'], 'must be there: ERROR_FILE_NOT_FOUND, and the new one stays', async () => {
    put('new', wanted);
    expect(await bench.failure('Switch-File', switching())).toMatchObject({ number: 2, code: 'not-found' });
    expect(bytesOf('new')).toEqual(wanted);
  });

  verifies(['Switch-File'], 'stays as it is while another program keeps it: ERROR_SHARING_VIOLATION', async () => {
    put('new', wanted);
    await holdOpen(put('file'), 'Read', 'Read');
    expect(await bench.failure('Switch-File', switching())).toMatchObject({ number: 32, code: 'busy' });
    await letGo();
    expect([bytesOf('file'), bytesOf('new')]).toEqual([former, wanted]);
  });
});

describe('a moved file', () => {
  verifies(['Move-File'], 'is there under its new name alone', async () => {
    await bench.values('Move-File', { Source: put('old'), Destination: at('Ärger 日本語 😀.alloy') });
    expect([bytesOf('old'), bytesOf('Ärger 日本語 😀.alloy')]).toEqual([undefined, former]);
  });

  verifies(['Move-File'], 'does not take the place of another: ERROR_ALREADY_EXISTS', async () => {
    put('other', wanted);
    expect(await bench.failure('Move-File', { Source: put('old'), Destination: at('other') })).toMatchObject({
      number: 183,
      code: 'conflict',
    });
    expect([bytesOf('old'), bytesOf('other')]).toEqual([former, wanted]);
  });

  verifies(['Move-File'], 'must be there: ERROR_FILE_NOT_FOUND', async () => {
    expect(await bench.failure('Move-File', { Source: at('no'), Destination: at('new') })).toMatchObject({
      number: 2,
      code: 'not-found',
    });
  });

  verifies(['Move-File'], 'stays while another program keeps it: ERROR_SHARING_VIOLATION', async () => {
    const Source = put('old');
    await holdOpen(Source, 'Read', 'ReadWrite');
    expect(await bench.failure('Move-File', { Source, Destination: at('new') })).toMatchObject({
      number: 32,
      code: 'busy',
    });
  });
});

describe('the bytes of a file', () => {
  verifies(['Read-FileByte'], 'are read as they are', async () => {
    expect(await bench.value('Read-FileByte', { Path: put('file', wanted) })).toEqual([...wanted]);
  });

  verifies(['Read-FileByte'], 'are read while another program writes it', async () => {
    const Path = put('file');
    await holdOpen(Path, 'ReadWrite', 'Read');
    expect(await bench.value('Read-FileByte', { Path })).toEqual([...former]);
  });

  verifies(['Read-FileByte'], 'are not read while another program has it alone: ERROR_SHARING_VIOLATION', async () => {
    const Path = put('file');
    await holdOpen(Path, 'Read', 'None');
    expect(await bench.failure('Read-FileByte', { Path })).toMatchObject({ number: 32, code: 'busy' });
  });

  verifies(['Read-FileByte'], 'are none where there is no file: ERROR_FILE_NOT_FOUND', async () => {
    expect(await bench.failure('Read-FileByte', { Path: at('no') })).toMatchObject({ number: 2, code: 'not-found' });
  });

  verifies(['Read-FileByte'], 'are none where there is a folder: ERROR_ACCESS_DENIED', async () => {
    expect(await bench.failure('Read-FileByte', { Path: folder })).toMatchObject({ number: 5, code: 'access-denied' });
  });

  verifies(['Read-FileByte'], 'leave no handle behind: the file can be had alone afterwards', async () => {
    const Path = put('file');
    await bench.values('Read-FileByte', { Path });
    await holdOpen(Path, 'ReadWrite', 'None');
  });

  verifies(
    ['Write-NewFile', 'Read-FileByte', 'Remove-FileAt'],
    'come back from a path of more than 260 characters',
    async () => {
      const Path = at([...Array.from({ length: 6 }, () => 'd'.repeat(60)), 'file.alloy'].join('\\'));
      expect(Path.length).toBeGreaterThan(260);
      mkdirSync(path.dirname(realPath(Path)), { recursive: true });
      await bench.values('Write-NewFile', { Path, Bytes: base64(wanted) });
      expect(await bench.value('Read-FileByte', { Path })).toEqual([...wanted]);
      await bench.values('Remove-FileAt', { Path });
      expect(existsSync(realPath(Path))).toBe(false);
    },
  );
});

describe('what is known of a file', () => {
  verifies(['Read-FileInfo'], 'is its name, its size, and the time of its last write in UTC', async () => {
    const Path = put('Ärger 日本語.alloy', wanted);
    await bench.arrange(`param($file) [System.IO.File]::SetLastWriteTimeUtc($file, '2026-02-03T04:05:06Z')`, Path);
    const [set] = await bench.arrange(`param($file) [System.IO.File]::GetLastWriteTimeUtc($file).Ticks`, Path);
    const info = await bench.value('Read-FileInfo', { Path });
    expect(info).toMatchObject({ Name: 'Ärger 日本語.alloy', Length: 7 });
    const { LastWriteTimeUtc } = info as { LastWriteTimeUtc: string };
    expect(LastWriteTimeUtc).toMatch(/Z$/u);
    // A tick is 100 ns since the year 1.
    expect(Date.parse(LastWriteTimeUtc)).toBe(Number(set) / 10_000 - 62_135_596_800_000);
  });

  verifies(['Read-FileAttribute'], 'are the attributes of a file and of a folder', async () => {
    const Path = put('file');
    await bench.arrange(`param($file) [System.IO.File]::SetAttributes($file, 'ReadOnly, Archive')`, Path);
    expect(await bench.value('Read-FileAttribute', { Path })).toBe(0x21);
    expect(await bench.value('Read-FileAttribute', { Path: folder })).toBe(0x10);
    await bench.arrange(`param($file) [System.IO.File]::SetAttributes($file, 'Archive')`, Path);
  });

  verifies(['Read-FileAttribute'], 'is not found where there is none, or no folder for it', async () => {
    expect(await bench.failure('Read-FileAttribute', { Path: at('no') })).toMatchObject({
      number: 2,
      code: 'not-found',
    });
    expect(await bench.failure('Read-FileAttribute', { Path: at('no\\no') })).toMatchObject({
      number: 3,
      code: 'not-found',
    });
  });

  verifies(['Read-FileAttribute'], 'can be told while another program has it alone', async () => {
    const Path = put('file');
    await holdOpen(Path, 'ReadWrite', 'None');
    expect(await bench.value('Read-FileAttribute', { Path })).toBe(0x20);
  });

  verifies(['Read-FileVersion'], 'is the text of its version resource', async () => {
    expect(await bench.value('Read-FileVersion', { Path: serviceProgram })).toBe('1.18.1-rc.2');
  });

  verifies(['Read-FileVersion'], 'is an empty text where it has no such resource', async () => {
    expect(await bench.value('Read-FileVersion', { Path: put('plain.exe') })).toBe('');
  });

  verifies(['Read-FileVersion'], 'is not found where there is no file', async () => {
    expect(await bench.failure('Read-FileVersion', { Path: at('no.exe') })).toMatchObject({ code: 'not-found' });
  });
});

describe('a removed file', () => {
  verifies(['Remove-FileAt'], 'is gone, and may have been gone before', async () => {
    const Path = put('file');
    await bench.values('Remove-FileAt', { Path });
    expect(bytesOf('file')).toBeUndefined();
    expect(await bench.values('Remove-FileAt', { Path })).toEqual([]);
  });

  verifies(['Remove-FileAt'], 'stays while another program keeps it: ERROR_SHARING_VIOLATION', async () => {
    const Path = put('file');
    await holdOpen(Path, 'Read', 'Read');
    expect(await bench.failure('Remove-FileAt', { Path })).toMatchObject({ number: 32, code: 'busy' });
    expect(bytesOf('file')).toEqual(former);
  });

  verifies(['Remove-FileAt'], 'is never a folder: ERROR_ACCESS_DENIED', async () => {
    expect(await bench.failure('Remove-FileAt', { Path: folder })).toMatchObject({ number: 5, code: 'access-denied' });
    expect(existsSync(realPath(folder))).toBe(true);
  });
});

describe('a folder', () => {
  verifies(['New-Folder'], 'is made with those above it, and may be there already', async () => {
    const Path = at('one\\two ä\\three');
    await bench.values('New-Folder', { Path });
    expect(existsSync(realPath(Path))).toBe(true);
    expect(await bench.values('New-Folder', { Path })).toEqual([]);
  });

  verifies(['New-Folder'], 'does not take the place of a file: ERROR_ALREADY_EXISTS', async () => {
    const Path = put('file');
    expect(await bench.failure('New-Folder', { Path })).toMatchObject({ number: 183, code: 'conflict' });
    expect(bytesOf('file')).toEqual(former);
  });

  verifies(['Read-FolderEntry'], 'lists its files with their sizes, hidden ones too, and no folders', async () => {
    for (const name of ['b.json', 'Ärger 日本語.json', '.hidden']) put(name, Buffer.from(name));
    await bench.arrange(`param($file) [System.IO.File]::SetAttributes($file, 'Hidden')`, at('.hidden'));
    mkdirSync(realPath(at('folder')));
    const entries = (await bench.values('Read-FolderEntry', { Path: folder })) as { Name: string; Length: number }[];
    expect(Object.fromEntries(entries.map(({ Name, Length }) => [Name, Length]))).toEqual({
      'b.json': 6,
      'Ärger 日本語.json': 21,
      '.hidden': 7,
    });
    expect(readdirSync(realPath(folder))).toHaveLength(4);
  });

  verifies(['Read-FolderEntry'], 'lists nothing where it is empty', async () => {
    expect(await bench.values('Read-FolderEntry', { Path: folder })).toEqual([]);
  });

  verifies(['Read-FolderEntry'], 'must be there: ERROR_PATH_NOT_FOUND', async () => {
    expect(await bench.failure('Read-FolderEntry', { Path: at('no') })).toMatchObject({ number: 3, code: 'not-found' });
  });
});
