/** The entry of the main process: what happens, in the order in which it must. */
import { app, BrowserWindow, dialog, type WebContents } from 'electron';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { moduleHashes } from 'virtual:module-hashes';
import { rendererFiles } from 'virtual:renderer-files';
import { isOwnPage } from '../shared/contract/own-page';
import { parseArguments, type AppArguments } from './compose/arguments';
import { compose } from './compose/compose';
import { preloadFile, rendererFolder } from './compose/programs';
import { enterSystemFolder } from './compose/working-folder';
import type { CommandLayer } from './ipc/command-layer';
import { registerChannels, publishTo, type Windows } from './ipc/register';
import { MachineRefusal } from './machine/machine-refusal';
import { registerAppScheme, serveApp } from './shell/app-scheme';
import { linkOf, openLink } from './shell/external-links';
import { lockDefaultSession, lockEverything } from './shell/lock-down';
import { openMainWindow } from './shell/main-window';
import { ownProcess } from './shell/own-process';
import { pageSession } from './shell/page-session';
import { QuitGuard, quitMessage } from './shell/quit-guard';
import { watchForDeath } from './shell/renderer-death';
import { forkProgram } from './shell/utility-program';

// Before any child process: Windows would look for programs in the current folder first.
process.env['NoDefaultCurrentDirectoryInExePath'] = '1';

const parsed = parseArguments(process.argv.slice(app.isPackaged ? 1 : 2), { isPackaged: app.isPackaged });
if (parsed.state === 'refused') {
  log(`unknown argument ${parsed.argument}`);
  app.exit(64);
} else {
  const refusal = enterSystemFolder(process.platform);
  registerAppScheme();
  app.enableSandbox();
  const lockDown = { isOwnPage, onLink: (url: string) => void followLink(url) };
  lockEverything(lockDown);
  if (app.requestSingleInstanceLock()) {
    app.on('second-instance', () => showWindow());
    app
      .whenReady()
      .then(async () => {
        // Not before: now it can be said in a window.
        if (refusal) throw refusal;
        lockDefaultSession(lockDown);
        await start(parsed.arguments);
      })
      .catch(endUnstarted);
  } else {
    app.exit(0);
  }
}

/** Set once there is a machine. */
let commands: CommandLayer | undefined;

async function start(args: AppArguments): Promise<void> {
  const windows: Windows = {
    isOurs: (contents) => ourContents().includes(contents),
    contents: ourContents,
    onStranger: (channel) => log(`a stranger asked for ${channel} and was turned away`),
  };
  const guard = new QuitGuard({
    changing: () => commands?.operations.changing() ?? null,
    tell: explainHold,
    quit: () => app.quit(),
  });
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
    publish: (event, payload) => {
      publishTo(windows, event, payload);
      if (event === 'operationChanged') guard.changed();
    },
    openLink: (name, isElevated) => openLink(name, { window: mainWindow(), isElevated }),
    ownProcess,
    forkProgram,
    platform: process.platform,
    log,
  });
  commands = composition.commands;
  registerChannels(composition.commands, windows);
  serveApp(pageSession(), rendererFiles, (file) => readFile(path.join(rendererFolder, file)));
  const holds = (): boolean => guard.holds();
  const openWindow = async (): Promise<void> => {
    const former = BrowserWindow.getAllWindows();
    await openMainWindow({ preload: preloadFile, devTools: !app.isPackaged, holds });
    // Only now: an app without any window would quit.
    for (const window of former) window.destroy();
  };
  const open = watchForDeath({ openWindow, log });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (holds()) event.preventDefault();
  });
  holdQuitUntil(() => composition.close());
  await open();
}

/** Nothing is left to see by then; the app ends when the composition has. */
function holdQuitUntil(close: () => Promise<void>): void {
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
}

/** Without a machine or a window there is nothing to go on with: one sentence, and the end. */
async function endUnstarted(mistake: unknown): Promise<void> {
  const isRefusal = mistake instanceof MachineRefusal;
  const text = mistake instanceof Error ? mistake.message : String(mistake);
  log(isRefusal ? text : ((mistake instanceof Error ? mistake.stack : undefined) ?? text));
  try {
    await dialog.showMessageBox({
      type: 'error',
      title: 'Alloy Desk',
      message: 'Alloy Desk cannot start.',
      detail: isRefusal ? text : `${text}\n\nStart it again; if it stays so, install it again.`,
      buttons: ['Close'],
      noLink: true,
    });
  } finally {
    app.exit(1);
  }
}

/** Why the window stays, in the window's own name where there is one. */
async function explainHold(operation: string): Promise<void> {
  const words = {
    ...quitMessage(operation),
    type: 'info' as const,
    title: 'Alloy Desk',
    buttons: ['OK'],
    noLink: true,
  };
  const window = mainWindow();
  await (window ? dialog.showMessageBox(window, words) : dialog.showMessageBox(words));
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

/**
 * A link that the page tried to open by itself: known addresses only, and by the way of every other link, which asks the
 * machine whose rights this process has.
 */
async function followLink(url: string): Promise<void> {
  const link = linkOf(url);
  if (link) await commands?.call('linkOpen', { link });
}

function log(text: string): void {
  process.stderr.write(`alloy-desk: ${text}\n`);
}
