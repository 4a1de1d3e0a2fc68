/**
 * A stand-in for the module `electron`: the built main process runs in Node, each window is a page of an installed
 * Chromium. It serves `npm start` where Electron's program is missing, and the end-to-end tests. What it cannot show is
 * listed in README.md beside this file; what it lacks throws when it is touched.
 */
import { app } from './app';
import { ipcMain } from './ipc-main';
import { protocol, session } from './session';
import { strict } from './strict';
import { clipboard, dialog, Menu, net, powerMonitor, screen, shell } from './system';
import { nativeTheme } from './theme';
import { utilityProcess } from './utility-process';
import { BrowserWindow, WebContentsView } from './windows';

export { app, BrowserWindow, clipboard, dialog, ipcMain, Menu, nativeTheme, net, powerMonitor, protocol, screen };
export { session, shell, utilityProcess, WebContentsView };

const electron = {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
  WebContentsView,
} satisfies Partial<Record<keyof typeof Electron.CrossProcessExports, unknown>>;

export default strict('', electron);
