/* oxlint-disable unicorn/consistent-function-scoping, typescript/unbound-method --
   These functions run as text in a page: nothing may move out of them. */
import type { WireFormat } from './wire-format';
import type { Crossing } from './world-crossing';

/** What the page's side of the double tells Node. */
export type PageMessage = { readonly url: string; readonly parents: readonly string[] } & (
  | { readonly kind: 'hello' }
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'send'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'request'; readonly id: number; readonly permission: string }
  | { readonly kind: 'check'; readonly id: number; readonly permission: string }
  | { readonly kind: 'open'; readonly target: string; readonly features: string }
  | { readonly kind: 'csp'; readonly directive: string; readonly blocked: string }
  | { readonly kind: 'preload-error'; readonly message: string }
);

/** What Node tells the page's side. */
export type NodeMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string }
  | { readonly kind: 'event'; readonly channel: string; readonly args: readonly unknown[] };

export interface PageSideOptions {
  readonly bindingName: string;
  readonly deliverName: string;
  readonly runsInSubFrames: boolean;
  readonly process: Record<string, unknown>;
}

type Host = {
  readonly ask: (kind: 'request' | 'check', permission: string) => Promise<boolean>;
  readonly open: (target: string, features: string) => void;
};

/**
 * The page's own world, before its scripts: takes what the preload script exposes, and puts Electron's rules in front of
 * permissions and new windows. Runs as text in the page, so it uses nothing from outside itself.
 */
export function pageWorld(crossing: Crossing): void {
  let host: Host | undefined;

  // Number 0, known to the other world: exposes a value under a name.
  crossing.keep((name, value) => {
    if (String(name) in globalThis) {
      throw new Error('Cannot bind an API on top of an existing property on the window object');
    }
    Object.defineProperty(globalThis, String(name), {
      value: crossing.freeze(value),
      enumerable: true,
      configurable: false,
      writable: false,
    });
  });
  // Number 1: what the double itself needs from the other world.
  crossing.keep((given) => {
    host = given as Host;
  });

  const isGranted = async (kind: 'request' | 'check', permission: string): Promise<boolean> =>
    (await host?.ask(kind, permission)) ?? false;
  const refusal = (): DOMException => new DOMException('Permission denied', 'NotAllowedError');

  /** Puts the session's request handler before a method of the page. */
  const guard = <T extends object>(target: T | undefined, name: keyof T & string, permission: string): void => {
    const original: unknown = target?.[name];
    if (!target || typeof original !== 'function') return;
    const guarded = async (...args: unknown[]): Promise<unknown> => {
      if (!(await isGranted('request', permission))) throw refusal();
      return Reflect.apply(original, target, args) as unknown;
    };
    Object.defineProperty(target, name, { value: guarded, configurable: true, writable: true });
  };
  // Secure contexts only; elsewhere the page lacks them.
  const { clipboard, mediaDevices, permissions, geolocation } = navigator as Partial<Navigator>;
  guard(clipboard, 'writeText', 'clipboard-sanitized-write');
  guard(clipboard, 'write', 'clipboard-sanitized-write');
  guard(clipboard, 'readText', 'clipboard-read');
  guard(clipboard, 'read', 'clipboard-read');
  guard(mediaDevices, 'getUserMedia', 'media');
  guard(mediaDevices, 'getDisplayMedia', 'display-capture');

  const askPosition = (_found: unknown, failed?: ((error: object) => void) | null): number => {
    const denied = { code: 1, message: 'User denied Geolocation', PERMISSION_DENIED: 1 };
    void isGranted('request', 'geolocation').then(() => failed?.(denied));
    return 0;
  };
  if (geolocation) Object.assign(geolocation, { getCurrentPosition: askPosition, watchPosition: askPosition });
  if (permissions) {
    const query = async ({ name }: { name: string }): Promise<object> => {
      const state = (await isGranted('check', name === 'clipboard-write' ? 'clipboard-sanitized-write' : name))
        ? 'granted'
        : 'denied';
      return Object.assign(new EventTarget(), { name, state, onchange: null });
    };
    Object.defineProperty(permissions, 'query', { value: query, configurable: true, writable: true });
  }
  if ('Notification' in globalThis) {
    const requestPermission = async (): Promise<string> =>
      (await isGranted('request', 'notifications')) ? 'granted' : 'denied';
    Object.defineProperty(Notification, 'requestPermission', { value: requestPermission, configurable: true });
  }
  const open = (target?: string | URL, _name?: string, features?: string): null => {
    host?.open(new URL(String(target ?? 'about:blank'), location.href).href, features ?? '');
    return null;
  };
  Object.defineProperty(globalThis, 'open', { value: open, configurable: true, writable: true });
}

/**
 * The preload script's world: `require('electron')` as a sandboxed preload script has it, over one binding to Node. Runs
 * as text in the page, so it uses nothing from outside itself.
 */
export function preloadWorld(
  options: PageSideOptions,
  format: WireFormat,
  crossing: Crossing,
  preload: (require: unknown, module: unknown, exports: unknown, process: unknown) => void,
): void {
  type Listener = (event: object, ...args: unknown[]) => void;
  type Told = PageMessage extends infer Message
    ? Message extends PageMessage
      ? Omit<Message, 'url' | 'parents'>
      : never
    : never;

  const world = globalThis as unknown as Record<string, unknown>;
  const binding = world[options.bindingName] as (text: string) => void;
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Set<Listener>>();
  let calls = 0;

  const parents = (): string[] => {
    const urls: string[] = [];
    for (let frame: Window = globalThis.window; frame !== frame.parent;) {
      frame = frame.parent;
      try {
        urls.push(frame.location.href);
      } catch {
        // A parent of another origin does not say more than that it exists.
        urls.push('');
      }
    }
    return urls;
  };
  const tell = (message: Told): void => {
    binding(format.pack({ ...message, url: location.href, parents: parents() }));
  };
  const ask = (message: Record<string, unknown>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = calls++;
      waiting.set(id, { resolve, reject });
      tell({ ...message, id } as Told);
    });
  const clone = (args: unknown[]): unknown[] => {
    try {
      return structuredClone(args);
    } catch {
      throw new Error('An object could not be cloned.');
    }
  };

  Object.defineProperty(world, options.deliverName, {
    value: (text: string) => {
      const message = format.unpack(text) as NodeMessage;
      if (message.kind === 'event') {
        const event = { sender: ipcRenderer, ports: [] };
        for (const listener of new Set(listeners.get(message.channel))) listener(event, ...message.args);
        return;
      }
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === 'answer') call?.resolve(message.value);
      else call?.reject(new Error(message.message));
    },
  });

  const ipcRenderer = {
    invoke: async (channel: string, ...args: unknown[]) => ask({ kind: 'invoke', channel, args: clone(args) }),
    send: (channel: string, ...args: unknown[]) => tell({ kind: 'send', channel, args: clone(args) }),
    on(channel: string, listener: Listener) {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(listener));
      return ipcRenderer;
    },
    once(channel: string, listener: Listener) {
      const first: Listener = (event, ...args) => {
        ipcRenderer.removeListener(channel, first);
        listener(event, ...args);
      };
      return ipcRenderer.on(channel, first);
    },
    addListener: (channel: string, listener: Listener) => ipcRenderer.on(channel, listener),
    off: (channel: string, listener: Listener) => ipcRenderer.removeListener(channel, listener),
    removeListener(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
    removeAllListeners(channel: string) {
      listeners.delete(channel);
      return ipcRenderer;
    },
  };
  const contextBridge = { exposeInMainWorld: (name: string, api: unknown) => void crossing.callOther(0, name, api) };
  const missing = (where: string) => (object: object, key: string | symbol) => {
    if (typeof key === 'string' && !(key in object)) throw new Error(`${where}.${key} is not in the double`);
    return Reflect.get(object, key) as unknown;
  };
  const electron = new Proxy(
    {
      contextBridge: new Proxy(contextBridge, { get: missing('contextBridge') }),
      ipcRenderer: new Proxy(ipcRenderer, { get: missing('ipcRenderer') }),
    },
    { get: missing('electron') },
  );
  const require = (name: string): unknown => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  };

  crossing.callOther(1, {
    ask: (kind: string, permission: string) => ask({ kind, permission }),
    open: (target: string, features: string) => tell({ kind: 'open', target, features }),
  });
  document.addEventListener('securitypolicyviolation', (violation) => {
    tell({ kind: 'csp', directive: violation.effectiveDirective, blocked: violation.blockedURI });
  });
  if (globalThis.window !== globalThis.window.parent && !options.runsInSubFrames) return;
  tell({ kind: 'hello' });
  try {
    preload(require, { exports: {} }, {}, options.process);
  } catch (error) {
    tell({ kind: 'preload-error', message: String(error) });
  }
}
