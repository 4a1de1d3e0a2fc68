import { describe, expect, test } from 'vitest';
import { startAlloy } from './alloy-under-test';

/** What an expression gives, as `string.format("%v", …)` would show it: through an attribute of a component that takes anything. */
async function valueOf(expression: string): Promise<unknown> {
  const alloy = await startAlloy({ config: '', environment: { SITE: 'graz' }, hostName: 'WIN-DEMO01' });
  try {
    const reply = await alloy.reload(`loki.echo "x" {\n\tvalue = ${expression}\n}\n`);
    if (reply.status !== 200) return reply.body.replace(/^.*config\.alloy:/, '').trim();
    const detail = JSON.parse((await alloy.ask('/api/v0/web/components/loki.echo.x')).body) as {
      arguments: { value: unknown }[];
    };
    return plain(detail.arguments[0]?.value);
  } finally {
    await alloy.stop();
  }
}

function plain(json: unknown): unknown {
  const { type, value } = json as { type: string; value: unknown };
  if (type === 'array') return (value as unknown[]).map(plain);
  if (type === 'object')
    return Object.fromEntries(
      (value as { key: string; value: unknown }[]).map((entry) => [entry.key, plain(entry.value)]),
    );
  return value;
}

describe('an expression', () => {
  test.each<[string, unknown]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['2 ^ 3 ^ 2', 512],
    ['7 / 2', 3],
    ['7.0 / 2', 3.5],
    ['-3 % 2', -1],
    ['010', 8],
    ['"a" + "b"', 'ab'],
    ['3 == 3.0', true],
    ['[1, {a = 2}] == [1, {a = 2}]', true],
    ['"a" < "b" && !false', true],
    ['{a = [1, 2]}.a[1]', 2],
    ['{a = 1}["b"]', null],
    ['sys.env("SITE")', 'graz'],
    ['sys.env("UNSET")', ''],
    ['env("SITE")', 'graz'],
    ['constants.hostname + "/" + constants.os + "/" + constants.arch', 'WIN-DEMO01/windows/amd64'],
    ['coalesce("", 0, [], "x", "y")', 'x'],
    ['array.concat([1], [], [2, 3])', [1, 2, 3]],
    ['string.format("%s-%d-%05.1f-%%", "a", 7, 2.25)', 'a-7-002.3-%'],
    ['string.join(["a", "b"], "|")', 'a|b'],
    ['string.split("a,b", ",")', ['a', 'b']],
    ['string.replace("a.b.c", ".", "$1")', 'a$1b$1c'],
    ['string.trim("xxaxx", "x")', 'a'],
    ['string.trim_prefix(string.to_upper("ab"), "A")', 'B'],
    ['encoding.from_json("{\\"a\\": [1, true, null]}")', { a: [1, true, null] }],
    ['encoding.to_json({b = 1, a = "x"})', '{"a":"x","b":1}'],
    ['encoding.from_base64(encoding.to_base64("ä"))', 'ä'],
    ['encoding.url_encode("a b&c")', 'a+b%26c'],
    ['file.path_join("C:\\\\a", "b")', 'C:\\a\\b'],
    ['convert.nonsensitive("plain")', 'plain'],
  ])('%s', async (expression, expected) => {
    expect(await valueOf(expression)).toEqual(expected);
  });

  test.each([
    ['1 + "a"', '2:14: "a" should be number, got string'],
    ['true + 1', '2:10: true should be one of [number string capsule] for binop +, got bool'],
    ['1 / 0', '2:10: divide by zero error'],
    ['[1][1]', '2:14: index 1 is out of range of array with length 1'],
    ['{a = 1}.b', '2:18: field "b" does not exist'],
    ['"a".b', '2:14: cannot access field "b" on value of type string'],
    ['!1', '2:11: 1 should be bool, got number'],
    ['sys.env()', '2:10: sys.env expected 1 args, got 0'],
    ['string.join("a", "b")', '2:22: "a" should be array, got string'],
    [
      'encoding.from_json("{broken")',
      `2:10: encoding.from_json invalid character 'b' looking for beginning of object key string`,
    ],
  ])('%s is refused', async (expression, message) => {
    expect(await valueOf(expression)).toContain(message);
  });
});

describe('an argument', () => {
  test.each([
    [
      'prometheus.scrape "x" {\n targets = [10]\n forward_to = []\n}\n',
      "target::ConvertFrom: conversion from 'int64' is not supported",
    ],
    [
      'prometheus.scrape "x" {\n targets = []\n forward_to = ["a"]\n}\n',
      '"a" should be capsule("storage.Appendable"), got string',
    ],
    [
      'prometheus.scrape "x" {\n targets = []\n forward_to = []\n scrape_interval = "1d"\n}\n',
      '"1d" time: unknown unit "d" in duration "1d"',
    ],
    [
      'prometheus.scrape "x" {\n targets = []\n forward_to = []\n scrape_interval = 10\n}\n',
      '10 time: missing unit in duration "10"',
    ],
    [
      'discovery.relabel "x" {\n targets = []\n rule {\n action = "remove"\n }\n}\n',
      '"remove" unrecognized action type "remove"',
    ],
    [
      'discovery.relabel "x" {\n targets = []\n rule {\n regex = "["\n }\n}\n',
      '"[" error parsing regexp: missing closing ]',
    ],
    ['prometheus.remote_write "x" {\n external_labels = { a = [1] }\n}\n', '[1] should be string, got array'],
    [
      'prometheus.remote_write "x" {\n endpoint {\n url = "http://h"\n basic_auth {\n username = "u"\n password = 1\n }\n queue_config {\n capacity = "many"\n }\n }\n}\n',
      '"many" should be number, got string',
    ],
    [
      'prometheus.scrape "x" {\n forward_to = []\n}\n',
      'Failed to build component: decoding configuration: missing required attribute "targets"',
    ],
  ])('of the wrong kind is refused: %j', async (config, message) => {
    const alloy = await startAlloy();
    try {
      const reply = await alloy.reload(config);
      expect(reply.status).toBe(400);
      expect(reply.body).toContain(message);
    } finally {
      await alloy.stop();
    }
  });

  test('never shows a secret that was given as text', async () => {
    const alloy = await startAlloy({
      config:
        'prometheus.remote_write "x" {\n endpoint {\n url = "http://127.0.0.1:1/w"\n bearer_token = "hidden"\n }\n}\n',
    });
    try {
      const { body } = await alloy.ask('/api/v0/web/components/prometheus.remote_write.x');
      expect(body).toContain('(secret)');
      expect(body).not.toContain('hidden');
    } finally {
      await alloy.stop();
    }
  });
});

test('a chain of ten thousand terms has a value', async () => {
  expect(await valueOf(`0${' + 1'.repeat(10_000)}`)).toBe(10_000);
});
