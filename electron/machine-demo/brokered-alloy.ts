/** Alloy begun by the app on the service host's behalf: the way of a packaged app, whose programs start no others. */
import type { AlloyProcess, StartAlloy } from './alloy-process';
import { BrokerMessage, type HostMessage } from './broker-messages';

/** The part of Electron's `process.parentPort` that is used here. */
export interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
}

/** The port to the app; undefined in a program that is no utility process of Electron. */
export function parentPort(): ParentPort | undefined {
  const port: unknown = Reflect.get(process, 'parentPort');
  return isPort(port) ? port : undefined;
}

function isPort(value: unknown): value is ParentPort {
  return typeof value === 'object' && value !== null && 'postMessage' in value;
}

/** One start of Alloy, until its end. */
interface Run {
  readonly started: (processId: number) => void;
  readonly output: (bytes: Uint8Array) => void;
  readonly ended: (exitCode: number) => void;
}

/** `onGoOff` is called when the app closes. What is said that was not agreed is not heard. */
export function alloyThroughBroker(port: ParentPort, onGoOff: () => void): StartAlloy {
  const runs = new Map<number, Run>();
  let lastRun = 0;
  const say = (message: HostMessage): void => port.postMessage(message);

  port.on('message', ({ data }) => {
    const { data: message } = BrokerMessage.safeParse(data);
    if (message?.kind === 'go-off') onGoOff();
    else if (message?.kind === 'alloy-started') runs.get(message.run)?.started(message.processId);
    else if (message?.kind === 'alloy-output') runs.get(message.run)?.output(message.bytes);
    else if (message) runs.get(message.run)?.ended(message.exitCode);
  });

  return ({ args, cwd, environment }, onOutput): AlloyProcess => {
    const run = ++lastRun;
    // Its last output comes after its end; the run before the last has nothing more to say.
    runs.delete(run - 2);
    const processId = withResolver<number | undefined>();
    const ended = withResolver<number>();
    runs.set(run, {
      started: processId.resolve,
      output: onOutput,
      ended: (exitCode) => {
        processId.resolve(undefined);
        ended.resolve(exitCode);
      },
    });
    say({ kind: 'start-alloy', run, args: [...args], cwd, environment: { ...environment } });
    return {
      processId: processId.promise,
      ended: ended.promise,
      askToEnd: () => say({ kind: 'ask-alloy-to-end', run }),
      kill: () => say({ kind: 'end-alloy', run }),
    };
  };
}

function withResolver<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
