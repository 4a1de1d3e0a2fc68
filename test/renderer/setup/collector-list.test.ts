import { describe, expect, test } from 'vitest';
import { collectorGroups, type CollectorWish } from '../../../renderer/features/setup/collector-list';
import { costOf } from '../../../renderer/features/setup/setup-cost';

function shown(wish: Partial<CollectorWish> = {}): string[] {
  const groups = collectorGroups({ chosen: [], presence: {}, filter: 'all', search: '', ...wish });
  return groups.flatMap(({ rows }) => rows.map(({ facts }) => facts.name));
}

describe('the list of collectors', () => {
  test('has all 47', () => {
    expect(shown()).toHaveLength(47);
  });

  test('is searched by name and by what is collected', () => {
    expect(shown({ search: 'logical' })).toEqual(['logical_disk']);
    expect(shown({ search: 'free space' })).toEqual(['logical_disk', 'pagefile']);
  });

  test('leaves out what is not on this machine, but never what is ticked', () => {
    const presence = { iis: 'absent', dns: 'absent' } as const;
    const names = shown({ presence, filter: 'fitting', chosen: ['iis'] });
    expect(names).toContain('iis');
    expect(names).not.toContain('dns');
  });

  test('marks a collector without whose answer Alloy does not start', () => {
    const [group] = collectorGroups({ chosen: [], presence: {}, filter: 'all', search: 'fsrmquota' });
    expect(group?.rows[0]?.notes).toContain('risky');
  });

  test('counts the ticks of a whole group, whatever is shown', () => {
    const [group] = collectorGroups({ chosen: ['cpu', 'os'], presence: {}, filter: 'all', search: 'cpu_info' });
    expect(group).toMatchObject({ group: 'every-machine', chosen: 2 });
  });
});

describe('the cost', () => {
  test('is rounded to two digits, because it was counted elsewhere', () => {
    const { collectors, aboutSeries, aboutPerSecond } = costOf(['mssql', 'service', 'process', 'cpu'], 15);
    expect({ collectors, aboutSeries, aboutPerSecond }).toEqual({
      collectors: 4,
      aboutSeries: 670,
      aboutPerSecond: 45,
    });
  });

  test('says that it is not known of collectors without a figure', () => {
    expect(costOf(['cpu', 'gpu'], 13)).toMatchObject({ aboutSeries: 39, unknownCollectors: 1, aboutPerSecond: 3 });
    expect(costOf(['gpu', 'textfile'], 15)).toMatchObject({
      aboutSeries: undefined,
      unknownCollectors: 2,
      aboutPerSecond: undefined,
    });
  });

  test('is nothing while nothing is chosen', () => {
    expect(costOf([], 15)).toMatchObject({ aboutSeries: 0, unknownCollectors: 0, aboutPerSecond: 0 });
  });

  test('has no rate while the interval is no number', () => {
    expect(costOf(['cpu'], undefined).aboutPerSecond).toBeUndefined();
  });
});
