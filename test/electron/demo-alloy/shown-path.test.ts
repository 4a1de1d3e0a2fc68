/** A demo computer's Alloy reads a file of its folder and calls it by the computer's own path. */
import { afterEach, expect, test } from 'vitest';
import { recordedPath, startAlloy, type AlloyUnderTest } from './alloy-under-test';

let alloy: AlloyUnderTest | undefined;
afterEach(() => alloy?.stop());

test.each([
  ['text that is no configuration', 'logging {', String.raw`"C:\\Program Files\\GrafanaLabs\\Alloy\\config.alloy"`],
  ['a component that is refused', 'prometheus.exporter.windows "x" {\n\tfoo = 1\n}\n', `${recordedPath}:2:2: `],
])('a refused reload names the path that is shown: %s', async (_name, config, shown) => {
  alloy = await startAlloy({ config: 'logging { }\n', shownConfigPath: recordedPath });
  const { status, body } = await alloy.reload(config);
  expect(status).toBe(400);
  expect(body).toContain(shown);
  expect(body).not.toContain(alloy.configPath);
});

test('a refused start names the path that is shown', async () => {
  alloy = await startAlloy({ config: 'logging {', shownConfigPath: recordedPath });
  expect(alloy.standardError()).toContain('config.alloy');
  expect(alloy.standardError()).not.toContain(alloy.configPath);
});
