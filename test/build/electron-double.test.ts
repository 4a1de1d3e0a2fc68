import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startOnDouble, type StartedApp } from '../../build/double-client.mjs';
import { launchApp, type RunningApp } from '../e2e/harness/app';
import { writeTinyApp } from './tiny-app';

interface Tiny {
  readonly invoke: (value: unknown) => Promise<unknown>;
  readonly describe: () => unknown;
  readonly onPush: (listener: (value: unknown) => void) => () => void;
  readonly values: { nested: string[] };
}

declare global {
  interface Window {
    tiny: Tiny;
    seen: unknown;
    pushed: unknown[];
    stopPushes: () => void;
  }
}

const limitMs = 60_000;
let folder: string;
let main: string;

beforeAll(async () => {
  ({ folder, main } = await writeTinyApp());
});
afterAll(() => rm(folder, { recursive: true }));

/** The message with which a promise of the page fails, or `nothing failed`. */
function failureOf(app: RunningApp, kind: string): Promise<string> {
  return app.page.evaluate(
    (asked) =>
      window.tiny.invoke({ kind: asked }).then(
        () => 'nothing failed',
        (error: Error) => error.message,
      ),
    kind,
  );
}

function ask(app: RunningApp, kind: string, value?: unknown): Promise<unknown> {
  return app.page.evaluate(([asked, given]) => window.tiny.invoke({ kind: asked, value: given }), [
    kind,
    value,
  ] as const);
}

/** Whether any process was started with this text in its command line. */
function runsWith(text: string): boolean {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(text);
      } catch {
        return false;
      }
    });
}

/** Waits for what other processes do; a busy machine may take its time. */
function eventually<T>(look: () => T | Promise<T>): ReturnType<typeof expect.poll<T>> {
  return expect.poll(look, { timeout: 30_000 });
}

describe('an app on the Electron double', { timeout: limitMs }, () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launchApp({ main });
  }, limitMs);
  afterAll(async () => {
    await app.close();
  });
  beforeEach(async () => {
    expect(await app.double.errors()).toEqual([]);
  });

  test('a value makes the round trip through preload script and handler, whatever its type', async () => {
    const answer = await app.page.evaluate(async () => {
      const value = {
        at: new Date(5),
        of: new Map([['a', new Set([1])]]),
        big: 3n,
        none: undefined,
        bytes: new Uint8Array([1, 2]),
      };
      return (await window.tiny.invoke({ kind: 'echo', value })) as typeof value;
    });
    expect(answer.at).toEqual(new Date(5));
    expect(answer).toHaveProperty('none', undefined);
    expect(answer.big).toBe(3n);
  });

  test('a failing handler arrives with the text that Electron gives it', async () => {
    expect(await failureOf(app, 'fail')).toBe("Error invoking remote method 'tiny': Error: the handler failed");
  });

  test('a function does not cross to the main process', async () => {
    const message = await app.page.evaluate(() =>
      window.tiny.invoke({ kind: 'echo', value: () => 1 }).then(
        () => 'crossed',
        (error: Error) => error.message,
      ),
    );
    expect(message).toBe('An object could not be cloned.');
  });

  test('the bridge is frozen through and through', async () => {
    const isFrozen = await app.page.evaluate(() => {
      const { tiny } = window;
      return [tiny, tiny.values, tiny.values.nested, tiny.invoke].every((part) => Object.isFrozen(part));
    });
    expect(isFrozen).toBe(true);
  });

  test('the page can neither replace the bridge nor see the world of the preload script', async () => {
    expect(await app.page.evaluate(() => window.seen)).toEqual(['undefined', 'undefined', 'undefined']);
    const isReplaced = await app.page.evaluate(() => {
      try {
        window.tiny = window.tiny.values as never;
      } catch {
        // Assigning throws in strict code.
      }
      return 'nested' in window.tiny;
    });
    expect(isReplaced).toBe(false);
  });

  test('a function of the bridge answers at once, by copy', async () => {
    expect(await app.page.evaluate(() => window.tiny.describe())).toEqual({
      list: [1, { deep: true }],
      made: new Date(0),
    });
  });

  test('what main sends reaches the listener of the page until it is undone', async () => {
    await ask(app, 'push', { step: 1 });
    await app.page.waitForFunction(() => window.pushed.length === 1);
    await app.page.evaluate(() => window.stopPushes());
    await ask(app, 'push', { step: 2 });
    // Messages keep their order, so the answer to this question comes after the second push.
    await ask(app, 'echo');
    expect(await app.page.evaluate(() => window.pushed)).toEqual([{ step: 1 }]);
  });

  test('only the handler of the scheme serves the page, and main sees the real address', async () => {
    expect(await ask(app, 'frame')).toEqual({
      url: 'app://ui/index.html',
      origin: 'app://ui',
      parent: null,
      isMain: true,
    });
    expect(await app.page.evaluate(() => fetch('./missing.js').then(({ status }) => status))).toBe(404);
  });

  test('registering a scheme after the app is ready fails', async () => {
    expect(await failureOf(app, 'lateScheme')).toContain('should be called before app is ready');
  });

  test('a prevented navigation leaves the page where it is', async () => {
    await app.page.evaluate(() => {
      location.href = 'https://example.com/elsewhere';
    });
    await eventually(() => app.output()).toContain('will-frame-navigate https://example.com/elsewhere');
    expect(await ask(app, 'frame')).toMatchObject({ url: 'app://ui/index.html' });
  });

  test('the page cannot open a window, and the handler hears of it', async () => {
    expect(await app.page.evaluate(() => window.open('https://example.com/window'))).toBeNull();
    await app.page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), { href: 'https://example.com/link', target: '_blank' });
      document.body.append(link);
      link.click();
    });
    await eventually(() => app.output()).toContain('wants a window https://example.com/window');
    await eventually(() => app.output()).toContain('wants a window https://example.com/link');
    await eventually(() => app.page.context().pages().length).toBe(1);
  });

  test('the network is refused and recorded', async () => {
    const answer = await app.page.evaluate(() =>
      fetch('http://127.0.0.1:9/').then(
        () => 'reached',
        () => 'refused',
      ),
    );
    expect(answer).toBe('refused');
    expect(await app.double.networkAttempts()).toContain('http://127.0.0.1:9/');
  });

  test('the permission handler of the session decides', async () => {
    const state = await app.page.evaluate(async () => [
      await Notification.requestPermission(),
      (await navigator.permissions.query({ name: 'geolocation' })).state,
      await navigator.clipboard.readText().catch((error: Error) => error.name),
      await navigator.clipboard.writeText('copied').then(() => 'copied'),
    ]);
    expect(state).toEqual(['denied', 'denied', 'NotAllowedError', 'copied']);
    expect(await app.double.permissions()).toContainEqual({ permission: 'clipboard-read', isGranted: false });
  });

  test('an iframe has no bridge', async () => {
    const type = await app.page.evaluate(async () => {
      const frame = Object.assign(document.createElement('iframe'), { src: './empty.html' });
      await new Promise((resolve) => {
        frame.addEventListener('load', resolve);
        document.body.append(frame);
      });
      return typeof frame.contentWindow?.tiny;
    });
    expect(type).toBe('undefined');
  });

  test('a request can claim to come from a frame of somebody else', async () => {
    const claimed = { url: 'https://example.com/', parents: ['app://ui/index.html'] };
    expect(await app.double.invokeAs(claimed, 'tiny', { kind: 'frame' })).toEqual({
      url: 'https://example.com/',
      origin: 'https://example.com',
      parent: 'app://ui/index.html',
      isMain: false,
    });
  });

  test('a utility process and the main process exchange messages', async () => {
    expect(await ask(app, 'utility', 21)).toEqual({ doubled: 42, type: 'utility' });
  });

  test('a member that is not in the double says so', async () => {
    expect(await failureOf(app, 'unlisted')).toContain('electron.app.dock is not in the double');
    expect(await failureOf(app, 'unlistedOnWindow')).toContain(
      'electron.BrowserWindow.setOpacity is not in the double',
    );
  });

  test('a session of its own shares no handler with the default one', async () => {
    expect(await ask(app, 'partition')).toBe(true);
  });

  test('a session keeps the options with which it was made first, and says whether it would be kept on disk', async () => {
    await ask(app, 'sessions');
    expect(await app.double.sessions()).toEqual(
      expect.arrayContaining([
        { partition: '', isPersistent: true, hasCache: true, schemes: ['app'], isLocked: true },
        { partition: 'in-memory', isPersistent: false, hasCache: false, schemes: [], isLocked: false },
        { partition: 'persist:kept', isPersistent: true, hasCache: true, schemes: [], isLocked: false },
      ]),
    );
  });

  test('a view is a page of its own, without the bridge, in the session of its partition', async () => {
    await ask(app, 'view');
    const [window] = await app.double.windows();
    expect(window?.views).toMatchObject([{ url: 'app://ui/empty.html', isVisible: true }]);
    expect(await app.double.preferences()).toMatchObject([{ sandbox: true }, { partition: 'view' }]);
  });

  test('the app knows its name and version from its package', async () => {
    expect(await ask(app, 'appFacts')).toEqual({ name: 'tiny', version: '1.2.3', packaged: false, electron: 'string' });
  });

  test('the theme of the system reaches both main and the page', async () => {
    await app.double.setSystemTheme({ prefersDark: true, forcedColors: true });
    await app.page.waitForFunction(
      () => matchMedia('(prefers-color-scheme: dark) and (forced-colors: active)').matches,
    );
    expect(await ask(app, 'dark')).toBe(true);
  });

  test('resizing the window resizes the page', async () => {
    await app.double.resizeWindow(900, 700);
    await app.page.waitForFunction(() => innerWidth === 900 && innerHeight === 700);
    expect((await app.double.windows())[0]?.bounds).toMatchObject({ width: 900, height: 700 });
  });
});

test('a preload script in a sub-frame sends requests as that frame', { timeout: limitMs }, async () => {
  const app = await launchApp({ main, args: ['--sub-frames'] });
  try {
    const frame = await app.page.evaluate(async () => {
      const inner = Object.assign(document.createElement('iframe'), { src: './empty.html' });
      await new Promise((resolve) => {
        inner.addEventListener('load', resolve);
        document.body.append(inner);
      });
      return inner.contentWindow?.tiny.invoke({ kind: 'frame' });
    });
    expect(frame).toEqual({
      url: 'app://ui/empty.html',
      origin: 'app://ui',
      parent: 'app://ui/index.html',
      isMain: false,
    });
  } finally {
    await app.close();
  }
});

describe('an app that ends leaves neither a process nor a file behind', { timeout: limitMs }, () => {
  async function startedApp(): Promise<StartedApp & { readonly folder: string }> {
    const app = startOnDouble({ main, settings: { headless: true } });
    await app.firstWindow;
    const own = await app.double.temporaryFolder();
    expect(runsWith(own)).toBe(true);
    return { ...app, folder: own };
  }

  async function expectNothingLeft(own: string): Promise<void> {
    await eventually(() => runsWith(own)).toBe(false);
    expect(existsSync(own)).toBe(false);
  }

  test('when it is closed', async () => {
    const app = await launchApp({ main });
    const own = await app.double.temporaryFolder();
    expect(await app.close()).toBe(0);
    await expectNothingLeft(own);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('when %s arrives', async (signal) => {
    const app = await startedApp();
    app.process.kill(signal);
    await app.ended;
    await expectNothingLeft(app.folder);
  });

  test('when its last window is closed', async () => {
    const app = await startedApp();
    await app.double.closeWindow().catch(() => undefined);
    expect(await app.ended).toBe(0);
    await expectNothingLeft(app.folder);
  });

  test('when the main process makes a mistake', async () => {
    const app = await startedApp();
    const frame = { url: 'app://ui/index.html' };
    await app.double.invokeAs(frame, 'tiny', { kind: 'mistake' }).catch(() => undefined);
    expect(await app.ended).toBe(1);
    expect(app.output()).toContain('Error: nobody catches this');
    await expectNothingLeft(app.folder);
  });

  test('when whoever started it has gone', async () => {
    const app = await startedApp();
    app.process.disconnect();
    await app.ended;
    await expectNothingLeft(app.folder);
  });
});

test('an app that leaves at once needs no browser and keeps its exit code', { timeout: limitMs }, async () => {
  const app = startOnDouble({ main, args: ['--exit'], settings: { browser: '/nonexistent' } });
  expect(await app.ended).toBe(64);
});

test('the app hears of the end of a page', { timeout: limitMs }, async () => {
  const app = await launchApp({ main });
  try {
    await app.double.crashPage();
    await eventually(() => app.output()).toContain('page gone crashed');
  } finally {
    await app.close();
  }
});

test('a second instance hands its arguments to the first and ends', { timeout: limitMs }, async () => {
  const userData = await mkdtemp(path.join(tmpdir(), 'tiny-user-data-'));
  const first = await launchApp({ main, args: ['--only-one'], userData });
  try {
    const second = startOnDouble({
      main,
      args: ['--only-one', 'opened.alloy'],
      settings: { headless: true, userData },
    });
    await second.ended;
    await eventually(() => first.output()).toContain('second instance opened.alloy');
  } finally {
    await first.close();
    await rm(userData, { recursive: true });
  }
});
