import { describe, expect, test } from 'vitest';
import { checkFile } from '../../build/check-layers.mjs';

/** What the rules say about a file, one message a line with its line number. */
function problems(file: string, text: string): string[] {
  return checkFile(file, text).map(({ line, message }) => `${line} ${message}`);
}

describe('who may import whom', () => {
  test.each([
    ['shared/language/parser.ts', "import { z } from 'zod';", 'the package zod'],
    ['shared/language/parser.ts', "import { x } from '../contract/result';", 'shared/contract'],
    ['shared/setup/answers.ts', "import { readFile } from 'node:fs';", "Node's node:fs"],
    ['shared/contract/channels.ts', "import { z } from 'zod';", 'the package zod'],
    ['electron/machine/service.ts', "import { app } from 'electron';", 'the package electron'],
    ['electron/machine-demo/demo.ts', "import { x } from '../machine-windows/host';", 'electron/machine-windows'],
    ['electron/demo-alloy/main.ts', "import { x } from '../machine/service';", 'electron/machine'],
    ['electron/features/setup/plan.ts', "import { app } from 'electron';", 'the package electron'],
    ['electron/features/setup/plan.ts', "import { x } from '../status/status';", 'another folder of its room'],
    ['electron/preload/preload.ts', "import { z } from '../../shared/contract/schemas';", 'shared/contract'],
    ['electron/shell/window.ts', "import { x } from '../features/setup/plan';", 'electron/features'],
    ['electron/compose/compose.ts', "import { x } from '../demo-alloy/main';", 'electron/demo-alloy'],
    ['renderer/features/setup/Page.tsx', "import { x } from '../status/status';", 'another folder of its room'],
    ['renderer/features/setup/Page.tsx', "import { x } from '../../../electron/main';", 'electron/compose'],
    ['renderer/parts/Plan.tsx', "import { x } from '../platform/client';", 'renderer/platform'],
    ['renderer/platform/client.ts', "import { Button } from '@fluentui/react-components';", 'the package @fluentui'],
    ['renderer/features/setup/Page.tsx', "import * as monaco from 'monaco-editor';", 'the package monaco-editor'],
    ['build/build.mjs', "import { x } from '../electron/main.ts';", 'electron/compose'],
    ['electron/main.ts', "import { x } from '../build/run.mjs';", 'build'],
    ['renderer/app/App.tsx', "import { x } from '../../test/doubles';", 'test'],
  ])('%s may not say %s', (file, text, refusal) => {
    expect(problems(file, text)).toEqual([expect.stringContaining(`may not import ${refusal}`)]);
  });

  test.each([
    ['electron/features/setup/plan.ts', "import { x } from './questions';\nimport { y } from '../../machine/machine';"],
    ['electron/preload/preload.ts', "import { channels } from '../../shared/contract/channels';"],
    ['electron/preload/preload.ts', "import type { Bridge } from '../../shared/contract/bridge';"],
    ['electron/machine-demo/demo.ts', "import { readFile } from 'node:fs/promises';"],
    ['renderer/words/dictionary.ts', "import { words } from '../features/setup/setup.words';"],
    ['renderer/app/App.tsx', "import { createRoot } from 'react-dom/client';\nimport '../features/setup/setup.css';"],
    ['test/build/x.test.ts', "import { x } from '../../electron/main';"],
  ])('%s may say %s', (file, text) => {
    expect(problems(file, text)).toEqual([]);
  });

  test.each([
    ["const x = await import('electron');"],
    ["export { app } from 'electron';\nexport const x = 1;"],
    ["export type X = import('electron').App;"],
    ["const electron = require('electron');"],
  ])('finds the import in %s', (text) => {
    expect(problems('shared/setup/x.ts', text)).toEqual([expect.stringContaining('the package electron')]);
  });

  test('names the line and the reason', () => {
    expect(problems('renderer/parts/Plan.tsx', "\n\nimport { x } from '../platform/client';")).toEqual([
      '3 renderer/parts may not import renderer/platform (renderer/platform/client): a part takes values and callbacks, so that any feature can use it',
    ]);
  });

  test('a comment or a string is no import', () => {
    expect(problems('shared/setup/x.ts', "// import 'electron'\nconst x = \"import 'electron'\";")).toEqual([]);
  });

  test('a file outside every room is named', () => {
    expect(problems('shared/unknown/x.ts', "import { x } from 'zod';")).toEqual([
      expect.stringContaining('belongs to no room'),
    ]);
  });

  test('a file that cannot be parsed is named', () => {
    expect(problems('shared/setup/x.ts', 'const = ;')).toEqual([expect.stringContaining('cannot be read')]);
  });
});

describe('barrel files', () => {
  test.each([
    ['shared/setup/index.ts', 'export const x = 1;'],
    ['shared/setup/all.ts', "export * from './answers';"],
    ['shared/setup/all.ts', "export { x } from './answers';\nexport type { Y } from './questions';"],
  ])('%s with %s is refused', (file, text) => {
    expect(problems(file, text)).toEqual([expect.stringContaining('no barrel files')]);
  });

  test('a file may hand on one name beside its own', () => {
    expect(problems('shared/setup/x.ts', "export { y } from './y';\nexport const x = 1;")).toEqual([]);
  });
});

describe('what only one place may do', () => {
  test.each([
    ['electron/shell/x.ts', "import { ipcMain } from 'electron';", 'ipcMain'],
    ['electron/compose/x.ts', 'window.webContents.send("x");', 'webContents.send'],
    ['electron/compose/x.ts', 'contents?.send("x");', 'webContents.send'],
    ['electron/compose/x.ts', 'new BrowserWindow({});', 'a new window or view'],
    ['electron/main.ts', 'void window.loadURL("x");', 'loadURL'],
    ['electron/shell/x.ts', "import { contextBridge } from 'electron';", 'the bridge of the preload script'],
    ['renderer/app/App.tsx', 'window.alloy.appInfo();', 'window.alloy'],
    ['renderer/features/setup/x.ts', 'globalThis["alloy"];', 'window.alloy'],
  ])('%s may not have %s', (file, text, what) => {
    expect(problems(file, text)).toEqual([expect.stringContaining(`${what} is not for this room`)]);
  });

  test.each([
    ['electron/ipc/register.ts', "import { ipcMain } from 'electron';\ncontents.send('x');"],
    ['electron/shell/main-window.ts', 'new BrowserWindow({});\nvoid contents.loadURL("x");'],
    ['electron/machine-demo/service-host.ts', 'process.send?.("x");'],
    ['renderer/platform/client.ts', 'window.alloy.appInfo();'],
    ['electron/main.ts', "import { BrowserWindow } from 'electron';\nBrowserWindow.getAllWindows();"],
    ['test/e2e/x.test.ts', 'window.alloy.appInfo();'],
  ])('%s may have %s', (file, text) => {
    expect(problems(file, text)).toEqual([]);
  });
});
