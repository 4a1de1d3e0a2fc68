import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { fixture, fixtureText, startAlloy, withPath, type AlloyUnderTest } from './alloy-under-test';

interface ReloadCase {
  readonly case: string;
  readonly what: string;
  readonly configBase64?: string;
  readonly status: number;
  readonly body: string;
  readonly healthyStatus?: number;
  readonly lastLoadSuccessful?: number;
  readonly components: readonly { id: string; health: string; message: string }[];
}

/** Recorded reloads that turn on what only a component decides that is not evaluated here. */
const notCovered: Readonly<Record<string, string>> = {
  'unknown-block': 'arguments of loki.process are not checked',
  'missing-attribute': 'arguments of loki.write are not checked',
  'three-errors': 'two of the three are arguments of components that are not evaluated',
  'half-new-broken': 'stages of loki.process are not built',
  'half-existing-regex': 'stages of loki.process are not built',
  'half-remote-http': 'remote.http is not evaluated',
  'half-two-broken': 'one of the two is a stage of loki.process',
  'loki-url-without-scheme': 'arguments of loki.write are not checked',
  'declare-broken': 'modules are not run',
  shadowing: 'modules are not run',
};

/** The recording says what the folders held, not their text; these have the same places. */
const folders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'folder-instead': {},
  'folder-of-two': { 'a.alloy': firstPart(), 'b.alloy': secondPart(), 'c.ALLOY': '!', 'd.txt': '!' },
  'folder-duplicate': {
    'a.alloy': firstPart(),
    'b.alloy': `${'\n'.repeat(7)}loki.write "central" { }\n${'\n'.repeat(5)}loki.write "central" { }\n`,
  },
  'folder-duplicate-two-files': {
    'a.alloy': `${'\n'.repeat(26)}loki.write "central" { }\n`,
    'b.alloy': `${'\n'.repeat(7)}loki.write "central" { }\n`,
  },
  'folder-syntax-errors': { 'a.alloy': `${'\n'.repeat(26)}x =\n`, 'b.alloy': 'logging { level = }\n' },
};

function base(): string {
  return fixtureText('reload-base.alloy');
}

function firstPart(): string {
  return base().slice(0, base().indexOf('loki.process'));
}

function secondPart(): string {
  return base().slice(base().indexOf('loki.process'));
}

function put(alloy: AlloyUnderTest, recorded: ReloadCase): void {
  rmSync(alloy.configPath, { recursive: true, force: true });
  const files = folders[recorded.case];
  if (files) {
    mkdirSync(alloy.configPath);
    for (const [name, text] of Object.entries(files)) writeFileSync(`${alloy.configPath}/${name}`, text);
  } else if (recorded.configBase64 !== undefined) {
    alloy.write(Buffer.from(recorded.configBase64, 'base64'));
  }
}

const cases = fixture('reload-cases.json') as readonly ReloadCase[];
const covered = cases.filter((recorded) => !(recorded.case in notCovered));

describe('a reload answers as the recorded one', () => {
  afterAll(() => {
    console.log(`reload cases of the recording: ${covered.length} of ${cases.length} replayed; not covered:`);
    for (const [name, reason] of Object.entries(notCovered)) console.log(`  ${name}: ${reason}`);
  });

  test.each(covered)('$case: $what', async (recorded) => {
    const alloy = await startAlloy({ config: base(), environment: {} });
    try {
      put(alloy, recorded);
      const reply = await alloy.reload();
      expect({ status: reply.status, body: reply.body }).toEqual({
        status: recorded.status,
        body: `${withPath(recorded.body, alloy.configPath)}\n`,
      });
      if (recorded.healthyStatus !== undefined) {
        expect((await alloy.ask('/-/healthy')).status).toBe(recorded.healthyStatus);
        expect((await alloy.metrics()).get('alloy_config_last_load_successful')).toBe(recorded.lastLoadSuccessful);
      }
      const health = await alloy.components();
      expect(statesOf(health)).toEqual(
        Object.fromEntries(recorded.components.map(({ id, health: state }) => [id, state])),
      );
      for (const { id, health: state, message } of recorded.components) {
        if (state === 'unhealthy') expect(health[id]?.message).toBe(withPath(message, alloy.configPath));
      }
    } finally {
      rmSync(alloy.configPath, { recursive: true, force: true });
      await alloy.stop();
    }
  });
});

function statesOf(components: Record<string, { state: string }>): Record<string, string> {
  return Object.fromEntries(Object.entries(components).map(([id, { state }]) => [id, state]));
}
