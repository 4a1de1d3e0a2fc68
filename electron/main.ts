/** The entry of the main process: what happens, in the order in which it must. */
import { app, BrowserWindow, session, type WebContents } from 'electron';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { moduleHashes } from 'virtual:module-hashes';
import { rendererFiles } from 'virtual:renderer-files';
import { isOwnPage } from '../shared/contract/own-page';
import { parseArguments, type AppArguments } from './compose/arguments';
import { compose } from './compose/compose';
import { preloadFile, rendererFolder } from './compose/programs';
import { registerChannels, publishTo, type Windows } from './ipc/register';
import { registerAppScheme, serveApp } from './shell/app-scheme';
import { linkOf, openLink } from './shell/external-links';
import { lockDefaultSession, lockEverything } from './shell/lock-down';
import { openMainWindow } from './shell/main-window';
import { ownProcess } from './shell/own-process';
import { watchForDeath } from './shell/renderer-death';

// Before any child process: Windows would look for programs in the current folder first.
process.env['NoDefaultCurrentDirectoryInExePath'] = '1';

const parsed = parseArguments(process.argv.slice(app.isPackaged ? 1 : 2), { isPackaged: app.isPackaged });
if (parsed.state === 'refused') {
  log(`unknown argument ${parsed.argument}`);
  app.exit(64);
} else {
  registerAppScheme();
  app.enableSandbox();
  const lockDown = { isOwnPage, onLink: (url: string) => void followLink(url) };
  lockEverything(lockDown);
  if (app.requestSingleInstanceLock()) {
    app.on('second-instance', () => showWindow());
    void app.whenReady().then(async () => {
      lockDefaultSession(lockDown);
      await start(parsed.arguments);
    });
  } else {
    app.exit(0);
  }
}

async function start(args: AppArguments): Promise<void> {
  const windows: Windows = {
    isOurs: (contents) => ourContents().includes(contents),
    contents: ourContents,
    onStranger: (channel) => log(`a stranger asked for ${channel} and was turned away`),
  };
  const composition = await compose({
    args,
    isPackaged: app.isPackaged,
    moduleHashes,
    versions: {
      version: app.getVersion(),
      electron: process.versions['electron'] ?? 'none',
      chromium: process.versions['chrome'] ?? 'none',
      node: process.versions.node,
    },
    publish: (event, payload) => publishTo(windows, event, payload),
    openLink: (name, isElevated) => openLink(name, { window: mainWindow(), isElevated }),
    ownProcess,
    platform: process.platform,
    log,
  });
  registerChannels(composition.commands, windows);
  serveApp(session.defaultSession, rendererFiles, (file) => readFile(path.join(rendererFolder, file)));
  const open = async (): Promise<void> => {
    const former = mainWindow();
    await openMainWindow({ preload: preloadFile, devTools: !app.isPackaged });
    // Only now: an app without any window would quit.
    former?.destroy();
  };
  watchForDeath({ reopen: open, log });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', () => composition.close());
  await open();
}

function mainWindow(): BrowserWindow | undefined {
  return BrowserWindow.getAllWindows()[0];
}

function ourContents(): readonly WebContents[] {
  return BrowserWindow.getAllWindows().map((window) => window.webContents);
}

function showWindow(): void {
  const window = mainWindow();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

/** A link that the page tried to open by itself: known addresses only, and only after a question. */
async function followLink(url: string): Promise<void> {
  const name = linkOf(url);
  if (name) await openLink(name, { window: mainWindow(), isElevated: true });
}

function log(text: string): void {
  process.stderr.write(`alloy-desk: ${text}\n`);
}
