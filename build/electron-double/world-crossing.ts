/* oxlint-disable unicorn/consistent-function-scoping, typescript/unbound-method --
   These functions run as text in a page: nothing may move out of them. */
type Callable = (...args: unknown[]) => unknown;

export interface Crossing {
  /** Calls a function that the other world keeps. */
  readonly callOther: (id: number, ...args: unknown[]) => unknown;
  /** Keeps a function for the other world and gives its number. */
  readonly keep: (callable: Callable) => number;
  /** Freezes a value and everything in it, functions too. */
  readonly freeze: (value: unknown) => unknown;
}

/**
 * What `contextBridge` does between the preload script's world and the page's: values cross by copy, functions as
 * wrappers, promises settle on both sides, prototypes are lost. The worlds share nothing but the document, so a call is
 * an event on it whose name only the two sides know. The text of this function runs in the page: it uses nothing from
 * outside itself, and takes what it needs of the page before the page's scripts could change it.
 */
export function worldCrossing(ownName: string, otherName: string): Crossing {
  type Crossed = readonly [tag: string, ...rest: unknown[]];
  type Message =
    | { readonly kind: 'call'; readonly id: number; readonly args: readonly Crossed[] }
    | { readonly kind: 'reply'; readonly value: Crossed; readonly isError: boolean }
    | { readonly kind: 'settle'; readonly id: number; readonly value: Crossed; readonly isError: boolean };

  const { document, CustomEvent, structuredClone, Reflect } = globalThis;
  const dispatch = EventTarget.prototype.dispatchEvent;
  const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get;
  const deepest = 1000;
  const kept: Callable[] = [];
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  let promises = 0;
  let lastReply: Message | undefined;

  const send = (message: Message): void => {
    Reflect.apply(dispatch, document, [new CustomEvent(otherName, { detail: message })]);
  };

  const keep = (callable: Callable): number => kept.push(callable) - 1;

  const encodeError = (error: unknown): Crossed =>
    error instanceof Error ? ['error', error.message] : encode(error, 0);

  const encodePromise = (promise: Promise<unknown>): Crossed => {
    // Each side counts its own promises, and a number is answered to the side that gave it.
    const id = promises++;
    promise.then(
      (value) => send({ kind: 'settle', id, value: encode(value, 0), isError: false }),
      (error: unknown) => send({ kind: 'settle', id, value: encodeError(error), isError: true }),
    );
    return ['promise', id];
  };

  const encode = (value: unknown, depth: number): Crossed => {
    if (depth > deepest) throw new TypeError('Electron contextBridge recursion depth exceeded.');
    if (typeof value === 'symbol') throw new TypeError('A symbol cannot cross the context bridge.');
    if (typeof value === 'function') return ['function', keep((...args) => Reflect.apply(value, undefined, args))];
    if (typeof value !== 'object' || value === null) return ['value', value];
    if (value instanceof Promise) return encodePromise(value);
    if (value instanceof Error) return encodeError(value);
    if (Array.isArray(value)) return ['list', Array.from(value, (item) => encode(item, depth + 1))];
    if (Object.prototype.toString.call(value) === '[object Object]') {
      return ['object', Object.entries(value).map(([key, item]) => [key, encode(item, depth + 1)])];
    }
    try {
      return ['value', structuredClone(value)];
    } catch {
      throw new Error('An object could not be cloned.');
    }
  };

  const decode = ([tag, content]: Crossed): unknown => {
    switch (tag) {
      case 'function':
        return (...args: unknown[]) => callOther(Number(content), ...args);
      case 'promise':
        return new Promise((resolve, reject) => pending.set(Number(content), { resolve, reject }));
      case 'error':
        return new Error(String(content));
      case 'list':
        return (content as Crossed[]).map(decode);
      case 'object': {
        const object = {};
        for (const [key, item] of content as [string, Crossed][]) {
          Object.defineProperty(object, key, {
            value: decode(item),
            enumerable: true,
            writable: true,
            configurable: true,
          });
        }
        return object;
      }
      default:
        return content;
    }
  };

  const callOther = (id: number, ...args: unknown[]): unknown => {
    lastReply = undefined;
    send({ kind: 'call', id, args: args.map((arg) => encode(arg, 0)) });
    // The other world answers while the event is being dispatched.
    const reply = lastReply as Message | undefined;
    lastReply = undefined;
    if (reply?.kind !== 'reply') throw new Error('the other world did not answer');
    if (reply.isError) throw decode(reply.value);
    return decode(reply.value);
  };

  const answerCall = (id: number, args: readonly Crossed[]): void => {
    try {
      const result = kept[id]?.(...args.map(decode));
      send({ kind: 'reply', value: encode(result, 0), isError: false });
    } catch (error) {
      send({ kind: 'reply', value: encodeError(error), isError: true });
    }
  };

  document.addEventListener(ownName, (event) => {
    const message = Reflect.apply(detailOf ?? (() => undefined), event, []) as Message;
    if (message.kind === 'call') answerCall(message.id, message.args);
    if (message.kind === 'reply') lastReply = message;
    if (message.kind === 'settle') {
      const waiting = pending.get(message.id);
      pending.delete(message.id);
      if (message.isError) waiting?.reject(decode(message.value));
      else waiting?.resolve(decode(message.value));
    }
  });

  const freeze = (value: unknown): unknown => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || Object.isFrozen(value)) {
      return value;
    }
    if (ArrayBuffer.isView(value)) return value;
    Object.freeze(value);
    for (const key of Reflect.ownKeys(value)) freeze(Reflect.get(value, key));
    return value;
  };

  return { callOther, keep, freeze };
}
