import { describe, expect, it } from 'vitest';
import { restartWith, type OwnProcess, type StartElevated } from '../../../../electron/features/app/restart';
import { withRights } from '../../../../electron/features/app/rights';
import type { OperationContext } from '../../../../shared/contract/contract';
import { fail, ok } from '../../../../shared/contract/result';
import { FakeClock } from '../../doubles/fake-clock';
import { MemoryMachine } from '../../doubles/memory-machine';

/** What was done to this process, in order. `isAlone`: no other copy took the place that this one had given up. */
function aProcess({ isAlone = true } = {}): { own: OwnProcess; done: string[] } {
  const done: string[] = [];
  const note = (what: string) => () => void done.push(what);
  return {
    own: {
      relaunch: (args) => void done.push(`relaunch ${args.join(' ')}`),
      shareInstance: note('share'),
      claimInstance: () => {
        done.push('claim');
        return isAlone;
      },
      giveWay: () => {
        done.push('give way');
        return Promise.resolve();
      },
      quit: note('quit'),
    },
    done,
  };
}

describe('starting the app again', () => {
  it('with the demo needs no rights', async () => {
    const { own, done } = aProcess();
    expect(await restartWith(own, undefined)('demo')).toEqual(ok({ isRestarting: true }));
    expect(done).toEqual(['relaunch --demo=fresh']);
  });

  it('as an administrator makes room for the other copy, starts it, and ends this one', async () => {
    const { own, done } = aProcess();
    const startElevated: StartElevated = async () => {
      done.push('start');
      return ok(undefined);
    };
    expect(await restartWith(own, startElevated)('administrator')).toEqual(ok({ isRestarting: true }));
    expect(done).toEqual(['share', 'start', 'quit']);
  });

  it('goes on as it was when the person says no to Windows', async () => {
    const { own, done } = aProcess();
    const declined = fail('cancelled', 'elevation-declined');
    expect(await restartWith(own, async () => declined)('administrator')).toEqual(declined);
    expect(done).toEqual(['share', 'claim']);
  });

  it('gives way to another copy that was opened while Windows asked', async () => {
    const { own, done } = aProcess({ isAlone: false });
    const declined = fail('cancelled', 'elevation-declined');
    expect(await restartWith(own, async () => declined)('administrator')).toEqual(declined);
    expect(done).toEqual(['share', 'claim', 'give way']);
  });

  it.each([
    [true, ['share', 'claim']],
    [false, ['share', 'claim', 'give way']],
  ])('takes its place back when nobody could even be asked: alone %s', async (isAlone, wanted) => {
    const { own, done } = aProcess({ isAlone });
    const broken: StartElevated = () => Promise.reject(new Error('the shell is gone'));
    await expect(restartWith(own, broken)('administrator')).rejects.toThrow('the shell is gone');
    expect(done).toEqual(wanted);
  });

  it('as an administrator is unsupported where there is no such thing', async () => {
    const { own, done } = aProcess();
    expect(await restartWith(own, undefined)('administrator')).toMatchObject({
      ok: false,
      failure: { code: 'unsupported' },
    });
    expect(done).toEqual([]);
  });
});

const trusted = async () => ok(undefined);

describe('a change', () => {
  const context: OperationContext = { signal: new AbortController().signal, report: () => undefined };

  it('is not begun without the rights of an administrator', async () => {
    const machine = new MemoryMachine(new FakeClock());
    const facts = {
      ...machine.facts,
      read: async () => ok({ computerName: 'A', userName: 'A\\b', windows: 'w', isElevated: false, language: 'en' }),
    };
    let begun = 0;
    const change = withRights({ facts, guardProgram: trusted }, async () => ok((begun += 1)));
    expect(await change(undefined, context)).toMatchObject({ ok: false, failure: { code: 'not-elevated' } });
    expect(begun).toBe(0);
  });

  it('is not begun by a program that others can change', async () => {
    const { facts } = new MemoryMachine(new FakeClock());
    let begun = 0;
    const change = withRights(
      { facts, guardProgram: async () => fail('verification-failed', 'program-folder-open') },
      async () => ok((begun += 1)),
    );
    expect(await change(undefined, context)).toMatchObject({ ok: false, failure: { reason: 'program-folder-open' } });
    expect(begun).toBe(0);
  });

  it('is begun by a program that nobody else can change, with the rights of an administrator', async () => {
    const { facts } = new MemoryMachine(new FakeClock());
    const change = withRights({ facts, guardProgram: trusted }, async (request: number) => ok(request));
    expect(await change(7, context)).toEqual(ok(7));
  });
});
