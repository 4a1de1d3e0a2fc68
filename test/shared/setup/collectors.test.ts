import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collectorNames, type CollectorName } from '../../../shared/contract/collector-names';
import { SetupMetrics } from '../../../shared/contract/setup';
import { collectors, factsOf, recordedSeriesOf } from '../../../shared/setup/collectors';
import { defaultMetrics } from '../../../shared/setup/defaults';
import { presetCollectors, presetIds, presetOf } from '../../../shared/setup/presets';
import { queriesFor } from '../../../shared/setup/queries';
import { generate } from '../../../build/generate-collectors.mjs';
import { reference } from '../../reference';
import { hostileTexts } from './setup-value';

const fileServer = { dfsr: 'present', smb: 'present', hyperv: 'absent', dns: 'present' } as const;

describe('the collectors', () => {
  it('are all 47, each once', () => {
    expect(collectors.map(({ name }) => name).toSorted()).toEqual([...collectorNames]);
  });

  it('have the series of the recordings', () => {
    expect([factsOf('cpu').recordedSeries, factsOf('mssql').recordedSeries]).toEqual([39, 330]);
    expect(recordedSeriesOf(['cpu', 'os'])).toEqual({
      series: factsOf('cpu').recordedSeries + factsOf('os').recordedSeries,
      unknownCollectors: 0,
    });
  });

  it('without a figure are counted as such, not as 0 series', () => {
    expect(recordedSeriesOf(['cpu', 'gpu', 'textfile'])).toEqual({ series: 39, unknownCollectors: 2 });
  });

  it('that need an answer of Windows for Alloy to start are known', () => {
    const fragile = collectors.filter(({ mayStopStart }) => mayStopStart).map(({ name }) => name);
    expect(fragile.toSorted()).toEqual(['cpu_info', 'diskdrive', 'fsrmquota', 'mscluster', 'update']);
  });

  it('that Alloy warns about are risky', () => {
    expect(
      collectors
        .filter(({ isRisky }) => isRisky)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['ad', 'dns', 'hyperv', 'mscluster', 'msmq', 'nps', 'scheduled_task', 'vmware']);
  });
});

const recordings = reference('data', 'alloy-windows');

it.skipIf(!recordings)('the committed numbers of series are what the recordings give (reference folder)', () => {
  expect(readFileSync('shared/setup/collector-series.ts', 'utf8')).toBe(generate(recordings ?? ''));
});

describe('the presets', () => {
  it('of the common guide are its twenty names', () => {
    const names =
      'cache cpu cpu_info diskdrive license logical_disk memory net os pagefile physical_disk process scheduled_task service system tcp thermalzone time update hyperv';
    expect(presetCollectors('guide', {}).toSorted()).toEqual(names.split(' ').toSorted());
  });

  it('of this machine add no role with which Alloy may not start', () => {
    expect(presetCollectors('this-machine', { fsrmquota: 'present', smb: 'present' })).not.toContain('fsrmquota');
  });

  it('of this machine add the roles that are here, without the risky ones', () => {
    const added = presetCollectors('this-machine', fileServer).filter(
      (name) => !presetCollectors('baseline', {}).includes(name),
    );
    expect(added).toEqual(['dfsr', 'smb']);
  });

  it.each(presetIds.filter((id) => id !== 'own'))('%s is recognised in any order', (id) => {
    expect(presetOf(presetCollectors(id, fileServer).toReversed(), fileServer)).toBe(id);
  });

  it('are none for another list', () => {
    expect(presetOf(['cpu'], fileServer)).toBe('own');
  });
});

describe('the defaults', () => {
  it('are a value that can be applied', () => {
    expect(() => SetupMetrics.parse(defaultMetrics('FS-BER-07', fileServer))).not.toThrow();
  });
});

describe('the queries', () => {
  it('carry the machine’s own job and instance', () => {
    const [isUp] = queriesFor({ job: 'windows', instance: 'FS-BER-07', collectors: [] });
    expect(isUp).toEqual({ id: 'is-up', promql: 'up{job="windows",instance="FS-BER-07"}' });
  });

  it('are those whose collector is chosen', () => {
    const ids = (names: readonly CollectorName[]): string[] =>
      queriesFor({ job: 'a', instance: 'b', collectors: names }).map(({ id }) => id);
    expect(ids([])).toEqual(['is-up']);
    expect(ids(['cpu', 'memory', 'logical_disk'])).toEqual(['is-up', 'cpu-busy', 'memory-available', 'disk-free']);
  });

  it.each(hostileTexts)('quote %j', (text) => {
    const [query] = queriesFor({ job: text, instance: 'b', collectors: [] });
    const quoted = /^up\{job=("(?:[^"\\]|\\.)*"),instance="b"\}$/.exec(query?.promql ?? '')?.[1];
    expect(JSON.parse(quoted ?? '""')).toBe(text);
  });

  it.skipIf(!recordings)('name metrics that exist (reference folder)', () => {
    const metrics = readFileSync(`${recordings}/windows-metrics.json`, 'utf8');
    const names = queriesFor({ job: 'a', instance: 'b', collectors: [...collectorNames] }).flatMap(
      ({ promql }) => promql.match(/windows_\w+/g) ?? [],
    );
    expect(names.filter((name) => !metrics.includes(`"${name}"`))).toEqual([]);
    expect(names.length).toBeGreaterThan(4);
  });
});
