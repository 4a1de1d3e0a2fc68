import { describe, expect, test } from 'vitest';
import { reduceSetup, isChanged, currentValue, showsProblem } from '../../../renderer/features/setup/setup-state';
import { aContext, aState, goodUrl } from './a-context';

describe('the state of the wizard', () => {
  test('begins with what was read from this machine', () => {
    const state = aState();
    expect(currentValue(state)).toEqual(aContext().value);
    expect(state.preset).toBe('this-machine');
    expect(isChanged(state)).toBe(false);
  });

  test('keeps changed answers when the machine is read again', () => {
    const state = aState({ type: 'changed', change: { job: 'servers' } });
    const again = reduceSetup(state, { type: 'read', context: aContext() });
    expect(again.draft?.job).toBe('servers');
  });

  test('takes over what is read again while nobody has changed anything', () => {
    const { value } = aContext();
    const context = aContext({ value: { ...value, metrics: { ...value.metrics, job: 'of the file' } } });
    expect(reduceSetup(aState(), { type: 'read', context }).draft?.job).toBe('of the file');
  });

  test('goes back to what was read when the answers are discarded', () => {
    const state = aState({ type: 'toggled', name: 'process', isChosen: true }, { type: 'next' }, { type: 'discarded' });
    expect(isChanged(state)).toBe(false);
    expect(state.step).toBe('metrics');
  });

  test('ticks the collectors of a preset', () => {
    const state = aState({ type: 'preset-chosen', preset: 'baseline' });
    expect(state.draft?.collectors).toContain('cpu');
    expect(state.draft?.collectors).not.toContain('smb');
  });

  test('does not take a risky role into the preset for this machine', () => {
    expect(aState({ type: 'preset-chosen', preset: 'this-machine' }).draft?.collectors).not.toContain('dns');
  });

  test('begins the own choice with what is ticked', () => {
    const before = aState();
    const state = reduceSetup(before, { type: 'preset-chosen', preset: 'own' });
    expect(state.preset).toBe('own');
    expect(state.draft?.collectors).toEqual(before.draft?.collectors);
  });

  test('knows the preset again when a tick is set and taken away', () => {
    const ticked = aState({ type: 'toggled', name: 'process', isChosen: true });
    expect(ticked.preset).toBe('own');
    expect(reduceSetup(ticked, { type: 'toggled', name: 'process', isChosen: false }).preset).toBe('this-machine');
  });

  test('does not go on from a step that needs something, and shows its problems', () => {
    const state = aState({ type: 'changed', change: { scrapeInterval: '' } }, { type: 'next' });
    expect(state.step).toBe('metrics');
    expect(showsProblem(state, 'scrapeInterval')).toBe(true);
  });

  test('shows a problem after its field was left, and not before', () => {
    const typed = aState({ type: 'changed', change: { url: 'prom01' } });
    expect(showsProblem(typed, 'url')).toBe(false);
    expect(showsProblem(reduceSetup(typed, { type: 'left', field: 'url' }), 'url')).toBe(true);
  });

  test('loses nothing on the way back', () => {
    const state = aState(
      { type: 'next' },
      { type: 'changed', change: { url: 'http://x.example/api/v1/push' } },
      { type: 'back' },
      { type: 'next' },
    );
    expect(state.draft?.url).toBe('http://x.example/api/v1/push');
  });

  test('has nothing left to discard once the answers are in use', () => {
    const changed = aState({ type: 'changed', change: { job: 'servers' } });
    const value = currentValue(changed);
    if (!value) throw new Error('the answers are complete');
    const applied = reduceSetup(changed, { type: 'apply-started', value, text: '', deliveredBefore: 0 });
    expect(isChanged(reduceSetup(applied, { type: 'apply-ended', isInUse: false }))).toBe(true);
    expect(isChanged(reduceSetup(applied, { type: 'apply-ended', isInUse: true }))).toBe(false);
  });

  test('can be visited at any step', () => {
    expect(aState({ type: 'went', step: 'review' }).step).toBe('review');
    expect(goodUrl).toContain('/api/v1/write');
  });
});
