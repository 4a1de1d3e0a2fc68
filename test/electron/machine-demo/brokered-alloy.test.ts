import { beforeEach, describe, expect, it } from 'vitest';
import type { AlloyProcess } from '../../../electron/machine-demo/alloy-process';
import { alloyThroughBroker, type ParentPort } from '../../../electron/machine-demo/brokered-alloy';
import { HostMessage } from '../../../electron/machine-demo/broker-messages';

/** The host's end of the port; the test plays the app. */
class Port implements ParentPort {
  readonly said: unknown[] = [];
  #hear: (event: { readonly data: unknown }) => void = () => undefined;

  on(_event: 'message', listener: (event: { readonly data: unknown }) => void): void {
    this.#hear = listener;
  }

  postMessage(message: unknown): void {
    this.said.push(message);
  }

  tell(data: unknown): void {
    this.#hear({ data });
  }
}

let port: Port;
let offs: number;
let printed: string;
let begin: () => AlloyProcess;
beforeEach(() => {
  port = new Port();
  offs = 0;
  printed = '';
  const start = alloyThroughBroker(port, () => void (offs += 1));
  const command = { file: '/ignored', args: ['run'], cwd: '/demo', environment: { HOSTNAME: 'A' } };
  begin = () => start(command, (bytes) => void (printed += Buffer.from(bytes).toString()));
});

describe('Alloy begun through the broker', () => {
  it('is asked for in words that the app accepts, without a program', () => {
    begin();
    const wanted = { kind: 'start-alloy', run: 1, args: ['run'], cwd: '/demo', environment: { HOSTNAME: 'A' } };
    expect(port.said).toEqual([wanted]);
    expect(HostMessage.parse(port.said[0])).toEqual(wanted);
  });

  it('has the process id, the output and the exit code that the app tells of', async () => {
    const alloy = begin();
    port.tell({ kind: 'alloy-started', run: 1, processId: 12 });
    port.tell({ kind: 'alloy-output', run: 1, bytes: new Uint8Array(Buffer.from('one')) });
    port.tell({ kind: 'alloy-ended', run: 1, exitCode: 3 });
    expect([await alloy.processId, await alloy.ended, printed]).toEqual([12, 3, 'one']);
  });

  it('has no process id when it could not be started', async () => {
    const alloy = begin();
    port.tell({ kind: 'alloy-ended', run: 1, exitCode: -1 });
    expect([await alloy.processId, await alloy.ended]).toEqual([undefined, -1]);
  });

  it('still has its last words heard after its end', () => {
    begin();
    port.tell({ kind: 'alloy-ended', run: 1, exitCode: 1 });
    port.tell({ kind: 'alloy-output', run: 1, bytes: new Uint8Array(Buffer.from('last')) });
    expect(printed).toBe('last');
  });

  it('is asked to end, and is ended, by its run', () => {
    const alloy = begin();
    alloy.askToEnd();
    alloy.kill();
    expect(port.said.slice(1)).toEqual([
      { kind: 'ask-alloy-to-end', run: 1 },
      { kind: 'end-alloy', run: 1 },
    ]);
  });

  it('goes off when the app says so', () => {
    port.tell({ kind: 'go-off' });
    expect(offs).toBe(1);
  });

  it.each([
    ['what is no message', 'hello'],
    ['an unknown kind', { kind: 'alloy-paused', run: 1 }],
    ['a process id that is none', { kind: 'alloy-started', run: 1, processId: 0 }],
    ['output that is no bytes', { kind: 'alloy-output', run: 1, bytes: 'one' }],
    ['an exit code that is no number', { kind: 'alloy-ended', run: 1, exitCode: '0' }],
    ['a farewell with more in it', { kind: 'go-off', now: true }],
    ['another run', { kind: 'alloy-ended', run: 2, exitCode: 0 }],
  ])('ignores %s', async (_what, message) => {
    const alloy = begin();
    port.tell(message);
    // An answer settles once: had the message been taken for one, these would change nothing.
    port.tell({ kind: 'alloy-started', run: 1, processId: 12 });
    port.tell({ kind: 'alloy-ended', run: 1, exitCode: 3 });
    expect([await alloy.processId, await alloy.ended, printed, offs]).toEqual([12, 3, '', 0]);
  });
});
