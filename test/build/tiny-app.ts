/** A tiny app written into a temporary folder: a main process, a preload script and a page, none of them bundled. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const preload = `
const { contextBridge, ipcRenderer } = require('electron');
contextBridge.exposeInMainWorld('tiny', {
  invoke: (value) => ipcRenderer.invoke('tiny', value),
  describe: () => ({ list: [1, { deep: true }], made: new Date(0) }),
  onPush: (listener) => {
    const forward = (_event, value) => listener(value);
    ipcRenderer.on('push', forward);
    return () => ipcRenderer.removeListener('push', forward);
  },
  values: { nested: ['a'] },
});
window.secretOfThePreload = true;
`;

const page = `<!doctype html><html lang="en"><head><title>tiny</title></head><body>
<h1>Tiny</h1><script src="./page.js"></script></body></html>`;

const pageScript = `
window.seen = [typeof require, typeof process, typeof secretOfThePreload];
window.pushed = [];
window.stopPushes = window.tiny.onPush((value) => window.pushed.push(value));
`;

const child = `
process.parentPort.on('message', ({ data }) => process.parentPort.postMessage({ doubled: data * 2, type: process.type }));
`;

const main = `
import { app, BrowserWindow, WebContentsView, dialog, ipcMain, protocol, session, utilityProcess, nativeTheme } from 'electron';
import path from 'node:path';
const here = import.meta.dirname;
const files = { '/index.html': ['text/html', PAGE], '/page.js': ['text/javascript', SCRIPT], '/empty.html': ['text/html', '<p>empty</p>'] };
const preferences = { preload: path.join(here, 'preload.cjs'), sandbox: true, contextIsolation: true, nodeIntegrationInSubFrames: process.argv.includes('--sub-frames') };
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
const tests = {
  echo: (value) => value,
  fail: () => { throw new Error('the handler failed'); },
  frame: (_value, { senderFrame, sender }) => ({ url: senderFrame.url, origin: senderFrame.origin, parent: senderFrame.parent?.url ?? null, isMain: senderFrame === sender.mainFrame }),
  lateScheme: () => protocol.registerSchemesAsPrivileged([]),
  unlisted: () => app.dock,
  unlistedOnWindow: () => window.setOpacity(0.5),
  utility: (value) => new Promise((resolve) => {
    const utility = utilityProcess.fork(path.join(here, 'child.mjs'), [], { stdio: 'pipe' });
    utility.on('message', (message) => { utility.kill(); utility.once('exit', () => resolve(message)); });
    utility.on('spawn', () => utility.postMessage(value));
  }),
  push: (value) => window.webContents.send('push', value),
  view: async () => {
    const view = new WebContentsView({ webPreferences: { partition: 'view' } });
    session.fromPartition('view').protocol.handle('app', () => new Response('<p>view</p>', { headers: { 'content-type': 'text/html' } }));
    window.contentView.addChildView(view);
    view.setBounds({ x: 0, y: 0, width: 300, height: 200 });
    await view.webContents.loadURL('app://ui/empty.html');
  },
  mistake: () => void setImmediate(() => { throw new Error('nobody catches this'); }),
  appFacts: () => ({ name: app.getName(), version: app.getVersion(), packaged: app.isPackaged, electron: typeof process.versions.electron }),
  confirm: async () => (await dialog.showMessageBox(window, { message: 'Sure?', buttons: ['No', 'Yes', 'Later'], cancelId: 2 })).response,
  dark: () => nativeTheme.shouldUseDarkColors,
  sessions: () => {
    session.fromPartition('in-memory', { cache: false });
    session.fromPartition('in-memory', { cache: true });
    session.fromPartition('persist:kept');
  },
  partition: async () => {
    const other = session.fromPartition('other');
    return other !== session.defaultSession && !other.protocol.isProtocolHandled('app');
  },
};
ipcMain.handle('tiny', (event, { kind, value }) => tests[kind](value, event));
let window;
app.whenReady().then(async () => {
  session.defaultSession.protocol.handle('app', (request) => {
    const file = files[new URL(request.url).pathname];
    return file ? new Response(file[1], { headers: { 'content-type': file[0], 'content-security-policy': "default-src 'self'; connect-src *; require-trusted-types-for 'script'; trusted-types 'none'" } }) : new Response(null, { status: 404 });
  });
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === 'clipboard-sanitized-write'));
  session.defaultSession.setPermissionCheckHandler(() => false);
  window = new BrowserWindow({ width: 640, height: 480, webPreferences: preferences });
  window.webContents.on('will-frame-navigate', (event) => {
    console.log('will-frame-navigate', event.url);
    if (!event.url.startsWith('app://ui/')) event.preventDefault();
  });
  window.webContents.setWindowOpenHandler(({ url }) => { console.log('wants a window', url); return { action: 'deny' }; });
  await window.loadURL('app://ui/index.html');
});
app.on('render-process-gone', (_event, _contents, { reason }) => console.log('page gone', reason));
app.on('second-instance', (_event, argv) => console.log('second instance', argv.at(-1)));
app.on('window-all-closed', () => app.quit());
if (process.argv.includes('--only-one') && !app.requestSingleInstanceLock()) app.quit();
if (process.argv.includes('--exit')) app.exit(64);
`;

/** Writes the app and gives the path of its main process. */
export async function writeTinyApp(): Promise<{ folder: string; main: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tiny-app-'));
  const files = {
    'package.json': JSON.stringify({ name: 'tiny', version: '1.2.3', type: 'module' }),
    'main.js': main.replace('PAGE', JSON.stringify(page)).replace('SCRIPT', JSON.stringify(pageScript)),
    'preload.cjs': preload,
    'child.mjs': child,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  return { folder, main: path.join(folder, 'main.js') };
}
