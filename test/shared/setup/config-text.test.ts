import { describe, expect, it } from 'vitest';
import { collectorNames } from '../../../shared/contract/collector-names';
import { logLevels, SetupValue } from '../../../shared/contract/setup';
import { parse } from '../../../shared/language/parser';
import { decodeString } from '../../../shared/language/values';
import { fileOf, type Statement } from '../../../shared/language/views';
import { isInstallerDefault, readConfig, writeConfig } from '../../../shared/setup/config-text';
import { aSetupValue, hostileTexts } from './setup-value';

const machine = { computerName: 'FS-BER-07' };

/** Every string literal of a file, decoded. */
function stringsIn(statements: readonly Statement[]): string[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'block') return stringsIn(statement.body);
    const { value } = statement;
    return value.kind === 'literal' && value.type === 'string' ? [decodeString(value.text)?.text ?? ''] : [];
  });
}

/** The replacements of all relabel rules, decoded. */
function replacementsIn(statements: readonly Statement[]): string[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'block') return replacementsIn(statement.body);
    return statement.name.text === 'replacement' ? stringsIn([statement]) : [];
  });
}

/**
 * What Go's `Regexp.Expand` makes of a template where every group is empty, as with a rule without source labels
 * (prometheus/prometheus `model/relabel/relabel.go`). A dollar sign that begins no name stays.
 */
function expand(template: string): string {
  return template.replace(
    /\$(?:(\$)|[\p{L}\p{Nd}_]+|\{[\p{L}\p{Nd}_]+\})/gu,
    (_match, dollar?: string) => dollar ?? '',
  );
}

const blockNames = (text: string): string[] =>
  fileOf(parse(text).tree).statements.map((statement) =>
    statement.kind === 'block' ? statement.name : statement.kind,
  );

describe('the text of a setup', () => {
  it('is formatted as Alloy formats it', () => {
    expect(writeConfig(aSetupValue({ job: 'windows' }), machine)).toBe(`logging {
	level = "info"
}

prometheus.exporter.windows "local" {
	enabled_collectors = ["cpu", "os"]
}

discovery.relabel "windows" {
	targets = prometheus.exporter.windows.local.targets

	rule {
		target_label = "job"
		replacement  = "windows"
	}
}

prometheus.scrape "windows" {
	targets         = discovery.relabel.windows.output
	forward_to      = [prometheus.remote_write.central.receiver]
	scrape_interval = "15s"
	scrape_timeout  = "10s"
}

prometheus.remote_write "central" {
	endpoint {
		url = "http://prom01:9090/api/v1/write"
	}
}
`);
  });

  it('breaks a long list of collectors into lines', () => {
    const text = writeConfig(
      aSetupValue({ collectors: ['cache', 'cpu', 'memory', 'net', 'os', 'system', 'tcp', 'time'] }),
      machine,
    );
    expect(text).toContain(
      '\tenabled_collectors = [\n\t\t"cache", "cpu", "memory", "net", "os", "system",\n\t\t"tcp", "time",\n\t]\n',
    );
    expect(parse(text).problems).toEqual([]);
  });

  it('has no relabel block where the exporter’s own labels are wanted', () => {
    expect(blockNames(writeConfig(aSetupValue(), machine))).toEqual([
      'logging',
      'prometheus.exporter.windows',
      'prometheus.scrape',
      'prometheus.remote_write',
    ]);
  });

  it('has a rule for each label that is another', () => {
    const text = writeConfig(aSetupValue({ job: 'a', instance: 'b' }), machine);
    expect(text.match(/target_label = "\w+"/g)).toEqual(['target_label = "job"', 'target_label = "instance"']);
  });

  it.each(hostileTexts)('takes %j for text wherever it is typed, and for nothing else', (typed) => {
    const text = writeConfig(aSetupValue({ job: typed, instance: typed, url: typed }), machine);
    const { tree, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(blockNames(text)).toHaveLength(5);
    const strings = stringsIn(fileOf(tree).statements);
    expect(strings.filter((string) => string === typed.replaceAll('$', '$$$$'))).toHaveLength(
      typed.includes('$') ? 2 : 3,
    );
    expect(strings).toContain(typed);
  });

  it('doubles a dollar sign in a label, which a relabel rule would expand', () => {
    expect(writeConfig(aSetupValue({ job: 'a$1' }), machine)).toContain('replacement  = "a$$1"');
  });

  it.each([...hostileTexts, '$', '$$', '$0', '${1}', '$name', '${', '$1$', 'FS-BER-07$', 'größe$é'])(
    'lets the label %j arrive as typed after a relabel rule has expanded it',
    (typed) => {
      const text = writeConfig(aSetupValue({ job: typed, instance: typed }), machine);
      expect(replacementsIn(fileOf(parse(text).tree).statements).map(expand)).toEqual([typed, typed]);
    },
  );
});

describe('reading a setup back', () => {
  it.each(hostileTexts)('gives %j as it was typed', (typed) => {
    const value = aSetupValue({ job: typed, instance: typed, url: typed });
    expect(readConfig(writeConfig(value, machine), machine)).toEqual({ state: 'read', value });
  });

  it('is the inverse of writing, for any value', () => {
    let seed = 7;
    // Low bits of such a generator repeat soon, so the upper ones are taken.
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return (seed >>> 12) % below;
    };
    const blocks = [
      [0x20, 0x7e],
      [0x80, 0x17f],
      [0x2000, 0x206f],
      [0x3040, 0x30ff],
      [0xfff0, 0x1000f],
      [0x1f600, 0x1f64f],
    ] as const;
    const aCharacter = (): number => {
      const [first, last] = blocks[random(blocks.length)] ?? blocks[0];
      return first + random(last - first + 1);
    };
    const label = (): string => `x${String.fromCodePoint(...Array.from({ length: 1 + random(8) }, aCharacter))}x`;
    for (let round = 0; round < 500; round++) {
      const scrapeIntervalSeconds = 5 + random(3_000);
      const rank = new Map(collectorNames.map((name) => [name, random(1_000)]));
      const value = SetupValue.parse(
        aSetupValue({
          collectors: collectorNames
            .filter(() => random(3) === 0)
            .concat('vmware')
            .filter((name, at, all) => all.indexOf(name) === at)
            .toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)),
          scrapeIntervalSeconds,
          scrapeTimeoutSeconds: 1 + random(scrapeIntervalSeconds),
          logLevel: logLevels[random(logLevels.length)] ?? 'info',
          job: random(2) === 0 ? 'integrations/windows' : label(),
          instance: random(2) === 0 ? machine.computerName : label(),
          url: `https://${label()}/api/v1/write`,
        }),
      );
      expect(readConfig(writeConfig(value, machine), machine)).toEqual({ state: 'read', value });
    }
  });

  const ours = writeConfig(aSetupValue({ job: 'windows' }), machine);

  it.each([
    ['a comment', `// mine\n${ours}`],
    ['another line end', ours.replaceAll('\n', '\r\n')],
    ['a block more', `${ours}\nprometheus.exporter.self "alloy" { }\n`],
    ['another label', ours.replaceAll('central', 'east')],
    ['another format', ours.replaceAll('\t', '  ')],
    ['another value', ours.replace('"15s"', '"1m"')],
    ['an attribute more', ours.replace('scrape_timeout  = "10s"', 'scrape_timeout  = "10s"\n\thonor_labels = true')],
    ['an unknown collector', ours.replace('"cpu"', '"smb_client"')],
    ['a syntax error', ours.slice(0, -3)],
    ['nothing', ''],
  ])('leaves a text with %s to its owner', (_name, text) => {
    expect(readConfig(text, machine)).toEqual({ state: 'not-ours' });
  });
});

describe('the installer’s default', () => {
  it.each([
    'logging {\n\tlevel = "info"\n}\n',
    'logging {\n\tlevel             = "info"\n\twindows_event_log = true\n}\n',
    'logging {\r\n  level = "warn"\r\n}\r\n',
    'logging { }\n',
  ])('is recognised: %j', (text) => {
    expect(isInstallerDefault(text)).toBe(true);
  });

  it.each([
    '',
    '// mine\nlogging { level = "info" }\n',
    'logging {\n\tlevel = "info"\n\twrite_to = [loki.write.a.receiver]\n}\n',
    'logging {\n\tlevel = sys.env("LEVEL")\n}\n',
    'logging { level = "info" }\nlogging { }\n',
    'prometheus.exporter.self "a" { }\n',
    'logging { level = "info"',
  ])('is not %j', (text) => {
    expect(isInstallerDefault(text)).toBe(false);
  });
});
