import { pretend } from './pretend';

/** Looked up by the language and by test tools on any object; never part of Electron's surface. */
const alwaysAllowed = /^(then|toJSON|default|asymmetricMatch|_.*|\$\$.*)$/;

/** Makes every member that the stand-in lacks throw when it is read, so that nothing silently does nothing. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'string' && !(key in object) && !alwaysAllowed.test(key)) throw missing(name, key);
      return Reflect.get(object, key, receiver);
    },
    set(object, key, value, receiver) {
      if (typeof key === 'string' && !(key in object) && !key.startsWith('_')) throw missing(name, key);
      return Reflect.set(object, key, value, receiver);
    },
  });
}

function missing(name: string, key: string): Error {
  return new Error(`electron.${name === '' ? '' : `${name}.`}${key} is not in the double`);
}

/** An event whose default can be prevented, as Electron passes it to listeners. */
export function preventable<T extends object>(details: T): T & Electron.Event {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault(): void {
      event.defaultPrevented = true;
    },
  };
  return pretend(event);
}
