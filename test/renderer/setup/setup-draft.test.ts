import { describe, expect, test } from 'vitest';
import { SetupValue } from '../../../shared/contract/setup';
import { draftOf, problemsOf, valueOf, type SetupDraft } from '../../../renderer/features/setup/setup-draft';
import { aContext } from './a-context';

const good = draftOf(aContext().value);

function withChange(change: Partial<SetupDraft>): SetupDraft {
  return { ...good, ...change };
}

describe('the answers', () => {
  test('of this machine are complete', () => {
    expect(problemsOf(good)).toEqual({});
  });

  test.each<readonly [string, Partial<SetupDraft>, string]>([
    ['no collector', { collectors: [] }, 'none-chosen'],
    ['an interval in words', { scrapeInterval: 'often' }, 'not-a-number'],
    ['an interval below 5 s', { scrapeInterval: '4', scrapeTimeout: '1' }, 'interval-out-of-range'],
    ['a timeout above the interval', { scrapeInterval: '10', scrapeTimeout: '11' }, 'timeout-above-interval'],
    ['a timeout of nothing', { scrapeTimeout: '0' }, 'timeout-out-of-range'],
    ['an empty job', { job: '' }, 'label-empty'],
    ['a blank at the end of the job', { job: 'servers ' }, 'label-blank-around'],
    ['a line end in the instance', { instance: 'a\nb' }, 'label-control-characters'],
    ['a very long instance', { instance: 'a'.repeat(201) }, 'label-too-long'],
    ['an address without scheme', { url: 'prom01:9090' }, 'address-scheme-missing'],
    ['a very long address', { url: `http://a.example/${'a'.repeat(2_000)}` }, 'address-not-an-address'],
  ])('are refused with %s', (_, change, problem) => {
    expect(Object.values(problemsOf(withChange(change)))).toContain(problem);
    expect(valueOf(withChange(change))).toBeUndefined();
  });

  test.each<readonly [string, Partial<SetupDraft>]>([
    ['the shortest interval', { scrapeInterval: '5', scrapeTimeout: '5' }],
    ['the longest interval', { scrapeInterval: '3600', scrapeTimeout: '3600' }],
    ['labels with every sign', { job: 'windows "ä" $1', instance: String.raw`C:\berlin` }],
    ['the longest label', { job: 'a'.repeat(200) }],
    ['a single collector', { collectors: ['cpu'] }],
    ['an address without path', { url: 'http://10.0.0.7:9009' }],
  ])('are taken with %s, by the page and by the contract', (_, change) => {
    const value = valueOf(withChange(change));
    expect(value).toBeDefined();
    expect(SetupValue.safeParse(value).success).toBe(true);
  });

  test.each(['0', '1', '4', '5', '3600', '3601', '15.5', '-15', '1e2', ' 15 ', '٣'])(
    'agree with the contract about an interval of "%s"',
    (text) => {
      const value = valueOf(withChange({ scrapeInterval: text, scrapeTimeout: '1' }));
      const { metrics, endpoint } = aContext().value;
      const asked = { metrics: { ...metrics, scrapeIntervalSeconds: Number(text), scrapeTimeoutSeconds: 1 }, endpoint };
      // "1e2" is a number to JavaScript and not what a person types; the page may be stricter, never laxer.
      if (value) expect(SetupValue.safeParse(asked).success).toBe(true);
      if (!SetupValue.safeParse(asked).success) expect(value).toBeUndefined();
    },
  );
});
