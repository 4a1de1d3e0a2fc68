/** The machine-wide lock belongs to a shell; a holder keeps it although the shell is replaced. */
import { afterEach, describe, expect, it } from 'vitest';
import { createWindowsMachine } from '../../../electron/machine-windows/windows-machine';
import { never } from '../../contract/harness';
import { StubComputer } from '../../contract/stub-under-test';
import { notRun, pwsh } from './pwsh';

const computers: StubComputer[] = [];
afterEach(async () => {
  for (const computer of computers.splice(0)) await computer.close();
});

function aComputer(): StubComputer {
  const computer = new StubComputer();
  computers.push(computer);
  return computer;
}

async function endShellInTheMiddle(computer: StubComputer): Promise<void> {
  computer.arrange({ 'Read-ServiceState': 'exit' });
  expect(await computer.operations.call('Start-AlloyService', {}, never())).toMatchObject({ ok: false });
  computer.arrange({});
}

describe.skipIf(pwsh === undefined)(`the lock of a shell that ended${notRun}`, () => {
  it('is taken again before the next change, so that nobody else has it', async () => {
    const computer = aComputer();
    const { machine } = await computer.make('installed');
    const held = await machine.lock.acquire('apply');
    await endShellInTheMiddle(computer);
    expect(await machine.folders.write('journal', 'a.json', new Uint8Array())).toMatchObject({ ok: true });
    // Two more shells on the same computer.
    const other = computer.another();
    expect(await createWindowsMachine(other).lock.acquire('apply')).toMatchObject({
      ok: false,
      failure: { code: 'busy', reason: 'machine-lock-held' },
    });
    if (held.ok) await held.value.release();
    const taken = await createWindowsMachine(other).lock.acquire('apply');
    expect(taken).toMatchObject({ ok: true });
    await other.close();
  });

  it('is given back without another shell', async () => {
    const computer = aComputer();
    const { machine } = await computer.make('installed');
    const held = await machine.lock.acquire('apply');
    await endShellInTheMiddle(computer);
    const { starts } = computer.change;
    if (held.ok) await held.value.release();
    expect(computer.change.starts).toBe(starts);
  });

  it('that somebody else has taken meanwhile refuses the next change', async () => {
    const computer = aComputer();
    const { machine } = await computer.make('installed');
    await machine.lock.acquire('apply');
    await endShellInTheMiddle(computer);
    const other = computer.another();
    expect(await createWindowsMachine(other).lock.acquire('apply')).toMatchObject({ ok: true });
    expect(await machine.folders.write('journal', 'a.json', new Uint8Array())).toMatchObject({
      ok: false,
      failure: { code: 'busy' },
    });
    await other.close();
  });
});

describe.skipIf(pwsh === undefined)(`a lock of our name that a stranger has made${notRun}`, () => {
  const foreign = { ok: false, failure: { reason: 'machine-lock-foreign' } };

  it('and holds is not taken for a change', async () => {
    const computer = aComputer();
    const { machine } = await computer.make('installed');
    const other = computer.another();
    expect(await createWindowsMachine(other).lock.acquire('apply')).toMatchObject({ ok: true });
    computer.arrange({}, { mutexOwner: 'S-1-5-21-1-2-3-1001' });
    expect(await machine.lock.acquire('apply')).toMatchObject(foreign);
    await other.close();
  });

  it('and does not hold is taken', async () => {
    const computer = aComputer();
    const { machine } = await computer.make('installed');
    computer.arrange({}, { mutexOwner: 'S-1-5-21-1-2-3-1001' });
    expect(await machine.lock.acquire('apply')).toMatchObject({ ok: true });
  });

  it('and has closed to administrators is named as such', async () => {
    const computer = aComputer();
    const { machine } = await computer.make('installed');
    computer.arrange({ 'Open-NamedMutex': 5 });
    expect(await machine.lock.acquire('apply')).toMatchObject(foreign);
  });
});
