import { afterEach, describe, expect, it } from 'vitest';
import { ProgramBroker, programEnvironment } from '../../../electron/compose/program-broker';
import type { ForkProgram, ProgramEvents, ProgramToFork } from '../../../electron/shell/utility-program';
import { eventually } from '../../contract/harness';

/** Programs that do nothing by themselves: the test says what happens to each. */
class Forks {
  readonly made: { program: ProgramToFork; events: ProgramEvents; posted: unknown[]; killed: number }[] = [];
  readonly fork: ForkProgram = (program, events) => {
    const one = { program, events, posted: [] as unknown[], killed: 0 };
    this.made.push(one);
    return { post: (message) => void one.posted.push(message), kill: () => void (one.killed += 1) };
  };
  at(index: number): (typeof this.made)[number] {
    const one = this.made[index];
    if (!one) throw new Error(`nothing was forked as number ${index}`);
    return one;
  }
}

const logged: string[] = [];
afterEach(() => void logged.splice(0));

function aBroker(forks: Forks, fork: ForkProgram = forks.fork): ProgramBroker {
  return new ProgramBroker({
    fork,
    alloyModule: '/app/demo-alloy.js',
    environment: { PATH: '/usr/bin' },
    log: (text) => logged.push(text),
    limits: { startMs: 50, closeMs: 50 },
  });
}

const startAlloy = { kind: 'start-alloy', run: 1, args: ['run'], cwd: '/', environment: { HOSTNAME: 'A' } };

/** A host that runs, with the Alloy that it has asked for. */
async function withAlloy(forks: Forks): Promise<ProgramBroker> {
  const broker = aBroker(forks);
  const started = broker.start('/app/service-host.js', ['{}'], { cwd: '/' });
  forks.at(0).events.started(11);
  await started;
  forks.at(0).events.message(startAlloy);
  forks.at(1).events.started(12);
  return broker;
}

describe('the broker of the demo’s programs', () => {
  it('forks the service host and answers its process id', async () => {
    const forks = new Forks();
    const started = aBroker(forks).start('/app/service-host.js', ['{}'], { cwd: '/demo' });
    forks.at(0).events.started(11);
    expect(await started).toBe(11);
    expect(forks.at(0).program).toMatchObject({ file: '/app/service-host.js', args: ['{}'], cwd: '/demo' });
  });

  it('forks the one Alloy that it knows when the host asks, and tells of its start, words and end', async () => {
    const forks = new Forks();
    await withAlloy(forks);
    expect(forks.at(1).program).toMatchObject({ file: '/app/demo-alloy.js', args: ['run'] });
    forks.at(1).events.output(Buffer.from('one'));
    forks.at(1).events.ended(3);
    const wanted = [
      { kind: 'alloy-started', run: 1, processId: 12 },
      { kind: 'alloy-output', run: 1, bytes: new Uint8Array(Buffer.from('one')) },
      { kind: 'alloy-ended', run: 1, exitCode: 3 },
    ];
    await eventually(
      async () => forks.at(0).posted.length,
      (count) => count === wanted.length,
    );
    expect(forks.at(0).posted).toEqual(expect.arrayContaining(wanted));
  });

  it('tells the host of an Alloy that the system does not start', async () => {
    const forks = new Forks();
    const broker = aBroker(forks);
    const started = broker.start('/app/service-host.js', [], { cwd: '/' });
    forks.at(0).events.started(11);
    await started;
    forks.at(0).events.message(startAlloy);
    await eventually(
      async () => forks.at(0).posted,
      (posted) => posted.some((message) => (message as { kind: string }).kind === 'alloy-ended'),
    );
    expect(forks.at(0).posted).toContainEqual({ kind: 'alloy-ended', run: 1, exitCode: -1 });
  });

  it('fails a start that the system refuses, and one that never comes', async () => {
    const refuse: ForkProgram = () => {
      throw new Error('no such file');
    };
    const options = { cwd: '/' };
    await expect(aBroker(new Forks(), refuse).start('/x.js', [], options)).rejects.toThrow('could not start /x.js');
    await expect(aBroker(new Forks()).start('/x.js', [], options)).rejects.toThrow('could not start /x.js');
  });

  it('fails the start of a host that dies before it is there', async () => {
    const forks = new Forks();
    const started = aBroker(forks).start('/x.js', [], { cwd: '/' });
    forks.at(0).events.ended(1);
    await expect(started).rejects.toThrow('could not start /x.js');
  });

  it('tells the host the exit code of an Alloy that dies before it is there, and starts the next one', async () => {
    const forks = new Forks();
    const started = aBroker(forks).start('/app/service-host.js', [], { cwd: '/' });
    forks.at(0).events.started(11);
    await started;
    forks.at(0).events.message(startAlloy);
    forks.at(1).events.ended(7);
    await eventually(
      async () => forks.at(0).posted.length,
      (count) => count > 0,
    );
    expect(forks.at(0).posted).toEqual([{ kind: 'alloy-ended', run: 1, exitCode: 7 }]);
    forks.at(0).events.message({ ...startAlloy, run: 2 });
    expect(forks.made.length).toBe(3);
  });

  it('forks no second Alloy beside the first', async () => {
    const forks = new Forks();
    await withAlloy(forks);
    forks.at(0).events.message({ ...startAlloy, run: 2 });
    expect(forks.made.length).toBe(2);
    expect(forks.at(0).posted).toContainEqual({ kind: 'alloy-ended', run: 2, exitCode: -1 });
  });

  it('does not touch its Alloy for what is said of another run', async () => {
    const forks = new Forks();
    await withAlloy(forks);
    forks.at(0).events.message({ kind: 'ask-alloy-to-end', run: 2 });
    forks.at(0).events.message({ kind: 'end-alloy', run: 2 });
    expect([forks.at(1).posted, forks.at(1).killed]).toEqual([[], 0]);
    forks.at(0).events.message({ kind: 'ask-alloy-to-end', run: 1 });
    forks.at(0).events.message({ kind: 'end-alloy', run: 1 });
    expect([forks.at(1).posted, forks.at(1).killed]).toEqual([[{ kind: 'stop' }], 1]);
  });

  it.each([
    ['what is no message', 'hello'],
    ['another program', { ...startAlloy, file: '/bin/sh' }],
    ['an argument that is no text', { ...startAlloy, args: [1] }],
  ])('ends a host that says %s, and forks nothing', async (_what, message) => {
    const forks = new Forks();
    const started = aBroker(forks).start('/app/service-host.js', [], { cwd: '/' });
    forks.at(0).events.started(11);
    await started;
    forks.at(0).events.message(message);
    expect([forks.made.length, forks.at(0).killed]).toEqual([1, 1]);
    expect(logged.join()).toContain('was not agreed');
  });

  it('lets no Alloy outlive its host', async () => {
    const forks = new Forks();
    await withAlloy(forks);
    forks.at(0).events.ended(1);
    await eventually(
      async () => forks.at(1).killed,
      (killed) => killed === 1,
    );
  });

  it('asks the host to put the computer off when the app closes, and ends one that does not', async () => {
    const forks = new Forks();
    const broker = await withAlloy(forks);
    const closed = broker.close();
    expect(forks.at(0).posted).toContainEqual({ kind: 'go-off' });
    await eventually(
      async () => forks.at(0).killed,
      (killed) => killed === 1,
    );
    forks.at(0).events.ended(0);
    forks.at(1).events.ended(0);
    await closed;
    await expect(broker.start('/x.js', [], { cwd: '/' })).rejects.toThrow('the app closes');
  });
});

describe('the environment of the demo’s programs', () => {
  it('takes additions, but nothing that changes how a program runs or what the app has set', () => {
    const added = {
      HOSTNAME: 'A',
      NODE_OPTIONS: '--require x',
      electron_run_as_node: '1',
      LD_PRELOAD: 'x',
      path: '/evil',
    };
    expect(programEnvironment({ PATH: '/usr/bin' }, added)).toEqual({ PATH: '/usr/bin', HOSTNAME: 'A' });
  });
});
