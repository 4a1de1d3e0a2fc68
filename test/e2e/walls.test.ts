/** What the page cannot do, tried in a real Chromium against the built main process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOnDouble } from '../../build/double-client.mjs';
import { channels, events, wireName } from '../../shared/contract/channels';
import { launchDemo, removeDemo, type DemoApp } from './harness/demo';

let app: DemoApp;

beforeAll(async () => {
  app = await launchDemo({ start: 'fresh' });
  await app.page.getByRole('heading', { level: 1 }).waitFor();
});
afterAll(async () => {
  await app.close();
  await removeDemo(app.folder);
});

const refused = { ok: false, failure: { code: 'untrusted-sender', reason: 'sender-unknown' } };

describe('the bridge', () => {
  it('has one function a channel, one subscription an event, and cancel', async () => {
    const keys = await app.page.evaluate(() =>
      Object.keys((globalThis as unknown as { alloy: object }).alloy).toSorted(),
    );
    const subscriptions = events.map((event) => `on${event.charAt(0).toUpperCase()}${event.slice(1)}`);
    expect(keys).toEqual([...channels, ...subscriptions, 'operationCancel'].toSorted());
  });

  it('cannot be changed by the page', async () => {
    const isKept = await app.page.evaluate(() => {
      const world = globalThis as unknown as { alloy: Record<string, unknown> };
      const before = world.alloy['machineStatus'];
      try {
        world.alloy['machineStatus'] = () => 'mine';
        (globalThis as Record<string, unknown>)['alloy'] = {};
      } catch {
        // A module's code is strict and throws here; a script's is not.
      }
      return world.alloy['machineStatus'] === before && Object.isFrozen(world.alloy);
    });
    expect(isKept).toBe(true);
  });

  it('leads to nothing of Node or Electron', async () => {
    const found = await app.page.evaluate(() =>
      ['process', 'require', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
        (name) => name in globalThis,
      ),
    );
    expect(found).toEqual([]);
  });
});

describe('a stranger', () => {
  it.each([
    ['a frame inside our page', { url: 'app://ui/index.html', parents: ['app://ui/index.html'] }],
    ['a web page', { url: 'https://example.com/' }],
    ['a page of another host', { url: 'app://evil/index.html' }],
    ['a frame that is detached', { url: 'app://ui/index.html', isDetached: true }],
    ['a frame that is gone', { url: 'app://ui/index.html', isGone: true }],
  ])('is turned away at every channel: %s', async (_name, sender) => {
    for (const channel of channels) {
      expect(await app.double.invokeAs(sender, wireName(channel), undefined)).toEqual(refused);
    }
  });
});

describe('the page', () => {
  it('does not leave', async () => {
    const before = app.page.url();
    await app.page.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await app.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
    expect(app.page.url()).toBe(before);
  });

  it('opens no window', async () => {
    const windows = (await app.double.windows()).length;
    await app.page.evaluate(() => void window.open('https://example.com/'));
    expect((await app.double.windows()).length).toBe(windows);
    expect(await app.double.opened()).toEqual([]);
  });

  it('reaches no network, this computer included', async () => {
    const outcomes = await app.page.evaluate(() =>
      Promise.all(
        ['https://example.com/', 'http://127.0.0.1:12345/-/ready', 'http://localhost:9090/'].map((url) =>
          fetch(url).then(
            () => 'reached',
            () => 'refused',
          ),
        ),
      ),
    );
    expect(outcomes).toEqual(['refused', 'refused', 'refused']);
  });

  it('gets no permission but to write text to the clipboard', async () => {
    const states = await app.page.evaluate(async () => {
      const ask = async (name: string): Promise<string> =>
        (await navigator.permissions.query({ name: name as PermissionName })).state;
      return {
        geolocation: await ask('geolocation'),
        notifications: await ask('notifications'),
        midi: await ask('midi'),
      };
    });
    expect(states).toEqual({ geolocation: 'denied', notifications: 'denied', midi: 'denied' });
  });

  it('runs no script that is not ours', async () => {
    const ran = await app.page.evaluate(() => {
      const script = document.createElement('script');
      try {
        script.textContent = 'window.intruder = true';
        document.body.append(script);
      } catch {
        // Trusted Types refuse the text already.
      }
      return 'intruder' in globalThis;
    });
    expect(ran).toBe(false);
  });
});

describe('the session of the window', () => {
  it('lives in memory, without a cache, and is the only one that serves our page', async () => {
    const [preferences] = await app.double.preferences();
    expect(await app.double.sessions()).toEqual([
      { partition: '', isPersistent: true, hasCache: true, schemes: [], isLocked: true },
      { partition: preferences?.partition, isPersistent: false, hasCache: false, schemes: ['app'], isLocked: true },
    ]);
  });

  it('is left empty by the page', async () => {
    const kept = await app.page.evaluate(async () => ({
      local: localStorage.length,
      ofTab: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      cookie: document.cookie,
    }));
    expect(kept).toEqual({ local: 0, ofTab: 0, databases: 0, cookie: '' });
  });
});

describe('the window', () => {
  it('has the preferences of the one factory', async () => {
    const [preferences] = await app.double.preferences();
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
    });
  });

  it('that dies at start is explained natively, with the cause, and opened again when the person says so', async () => {
    await app.double.answerDialogs({ response: 0 });
    await app.double.emit('app', 'render-process-gone', {}, { reason: 'launch-failed', exitCode: 18 });
    const patience = { timeout: 30_000 };
    await expect
      .poll(() => app.double.dialogs().then((dialogs) => JSON.stringify(dialogs)), patience)
      .toContain('AppLocker');
    await expect.poll(() => app.double.windows().then((windows) => windows.length), patience).toBe(1);
    // What is printed comes by another way than the answers.
    await expect.poll(() => app.output(), patience).toContain('window process ended: launch-failed, code 18');
  });
});

describe('a second start', () => {
  it('ends at once and leaves the first one in place', async () => {
    const userData = mkdtempSync(path.join(tmpdir(), 'alloy-desk-user-'));
    const first = await launchDemo({ start: 'fresh', userData });
    const second = startOnDouble({
      args: ['--demo=fresh', `--demo-folder=${first.folder}`],
      settings: { headless: true, userData },
    });
    expect(await second.ended).toBe(0);
    expect((await first.double.windows()).length).toBe(1);
    await first.close();
    await removeDemo(first.folder);
    rmSync(userData, { recursive: true, force: true });
  });
});

describe('a start', () => {
  it.each(['--remote-debugging-port=0', '--no-sandbox', 'C:\\x.alloy'])(
    'with the argument %s ends with code 64',
    async (argument) => {
      const start = startOnDouble({ args: [argument], settings: { headless: true } });
      expect(await start.ended).toBe(64);
    },
  );
});
