import { beforeEach, describe, expect, it } from 'vitest';
import { QuitGuard, quitMessage } from '../../../electron/shell/quit-guard';
import type { RunningOperation } from '../../../shared/contract/operation';
import { aGate } from '../doubles/gate';

const applying: RunningOperation = { operationId: 'operation-1', operation: 'setupApply', startedAtMs: 0 };

let running: RunningOperation | null;
let told: string[];
let quits: number;
let tell: () => Promise<void>;
let guard: QuitGuard;

beforeEach(() => {
  running = null;
  told = [];
  quits = 0;
  tell = async () => undefined;
  guard = new QuitGuard({
    changing: () => running,
    tell: (operation) => {
      told.push(operation);
      return tell();
    },
    quit: () => void quits++,
  });
});

describe('closing the app', () => {
  it('is not held while nothing is changed', () => {
    expect([guard.holds(), told]).toEqual([false, []]);
  });

  it('is held during a change, and the person is told why', () => {
    running = applying;
    expect([guard.holds(), told, quits]).toEqual([true, ['setupApply'], 0]);
  });

  it('happens by itself when the change has ended', () => {
    running = applying;
    guard.holds();
    running = null;
    guard.changed();
    expect([quits, guard.holds()]).toEqual([1, false]);
  });

  it('does not happen when a change ends that nobody wanted to close over', () => {
    running = applying;
    guard.changed();
    running = null;
    guard.changed();
    expect(quits).toBe(0);
  });

  it('is not done before the end, whatever else is told of the change', () => {
    running = applying;
    guard.holds();
    guard.changed();
    expect(quits).toBe(0);
  });

  it('is explained once while the explanation is still open', async () => {
    const gate = aGate();
    tell = () => gate.opened;
    running = applying;
    expect([guard.holds(), guard.holds(), told.length]).toEqual([true, true, 1]);
    gate.open();
    await gate.opened;
    await new Promise(setImmediate);
    expect([guard.holds(), told.length]).toEqual([true, 2]);
  });

  it('is held even where the explanation cannot be shown', async () => {
    tell = () => Promise.reject(new Error('no display'));
    running = applying;
    expect(guard.holds()).toBe(true);
    await new Promise(setImmediate);
    running = null;
    guard.changed();
    expect(quits).toBe(1);
  });
});

describe('the explanation', () => {
  it.each([
    ['setupApply', 'A configuration is being applied.'],
    ['applyDecide', 'A configuration is being kept or restored.'],
    ['serviceControl', 'The service Alloy is being changed.'],
    ['another', 'A change is under way.'],
  ])('of %s says what runs and what comes next', (operation, sentence) => {
    const { message, detail } = quitMessage(operation);
    expect(message).toBe('Alloy Desk closes when the change has ended.');
    expect(detail).toContain(sentence);
    expect(detail).toContain('half done');
  });
});
