/**
 * `node --import <this file> dist/main/main.js …`: puts the double in Electron's place, and makes the app ready once
 * its entry module has been evaluated, as Electron does.
 */
import { realpathSync } from 'node:fs';
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { app, endProcess, watchForMistakes } from './app';
import { browserContext } from './browser';
import { announceReady, startControl } from './control';
import './electron';

register('./hooks.js', import.meta.url);
pretendToBeElectron();
watchForMistakes();
startControl();
void startApp();

/** Node itself imports the same file right after this one; both get the same module. */
async function startApp(): Promise<void> {
  const entry = pathToFileURL(realpathSync(process.argv[1] ?? '')).href;
  await import(entry);
  try {
    // Started here, beside whatever the app does first.
    await browserContext();
    app.becomeReady();
    await announceReady();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    await endProcess(1);
  }
}

function pretendToBeElectron(): void {
  const versions = { ...process.versions, electron: '0.0.0-double', chrome: '0.0.0.0' };
  Object.defineProperty(process, 'versions', { value: Object.freeze(versions) });
  Object.defineProperty(process, 'type', { value: 'browser' });
  Object.defineProperty(process, 'resourcesPath', { value: app.getAppPath() });
}
