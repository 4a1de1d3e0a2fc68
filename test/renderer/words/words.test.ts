import { describe, expect, test } from 'vitest';
import { causeIds, noteIds, planIds, progressIds, reasonIds, undoIds } from '../../../shared/contract/words';
import { explainCause, explainFailure, joinSentence, planSentenceOf, sentenceOf } from '../../../renderer/words/t';

/** Every sentence that main can ask for, with and without data. */
const sentences: readonly (readonly [string, string])[] = [
  ...reasonIds.map((reason) => [reason, joinSentence(explainFailure({ reason }))] as const),
  ...causeIds.map((id) => [id, joinSentence(explainCause({ id }))] as const),
  ...noteIds.map((id) => [id, sentenceOf({ id })] as const),
  ...undoIds.map((id) => [id, sentenceOf({ id })] as const),
  ...progressIds.map((id) => [id, sentenceOf({ id })] as const),
  ...planIds.map((id) => [id, planSentenceOf({ id }).what] as const),
];

describe('the words for ids of the contract', () => {
  test.each(sentences)('say %s without data and without a hole', (_, sentence) => {
    expect(sentence).not.toMatch(/undefined|NaN|\[object|^\s*$/);
  });

  test.each(sentences)('keep the house rules in %s', (_, sentence) => {
    expect(sentence).not.toMatch(/!|\bplease\b|successfully|\boops\b/i);
  });

  test('says of a closed receiver what happened, what it means and what to do', () => {
    expect(joinSentence(explainCause({ id: 'cause-receiver-off', params: { status: 404 } }))).toBe(
      'Prometheus answered 404: its remote write receiver is off. No samples are stored. Start Prometheus with `--web.enable-remote-write-receiver`.',
    );
  });

  test('says of a blocked connection that the firewall of this computer blocks it', () => {
    expect(explainCause({ id: 'cause-unreachable', params: { code: 'EACCES' } }).todo).toContain('firewall');
  });

  test('says that Alloy may trust a certificate that the test knows nothing of', () => {
    const params = { code: 'SELF_SIGNED_CERT_IN_CHAIN', authorities: 'own' };
    expect(explainCause({ id: 'cause-certificate', params }).means).toContain('Alloy may trust it');
  });

  test('names the change that is in the way', () => {
    const { happened } = explainFailure({ reason: 'operation-busy', params: { operation: 'setupApply' } });
    expect(happened).toBe('Applying a configuration is under way.');
  });

  test('does not take the name of a method for a parameter', () => {
    expect(explainFailure({ reason: 'operation-busy', params: { operation: 'toString' } }).happened).not.toContain(
      'function',
    );
  });

  test('counts the samples that would be lost', () => {
    expect(sentenceOf({ id: 'note-pending-samples-lost', params: { samples: 1 } })).toContain('1 sample waits');
    expect(sentenceOf({ id: 'note-pending-samples-lost', params: { samples: 1_200 } })).toContain('1,200 samples wait');
  });
});
