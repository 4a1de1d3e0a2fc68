import { describe, expect, it } from 'vitest';
import { serviceSettingsOf } from '../../../electron/machine/service-settings';

const path = String.raw`D:\alloy\site.alloy`;
const usual = String.raw`C:\Program Files\GrafanaLabs\Alloy\config.alloy`;
const settingsOf = (...args: string[]) =>
  serviceSettingsOf({ arguments: args, environment: [], programPath: String.raw`C:\alloy.exe` }, usual);

describe('the settings of a service', () => {
  it('carry the path, the address and what stands before the web API', () => {
    expect(
      settingsOf('run', path, '--server.http.listen-addr=:9', '--server.http.ui-path-prefix', '/alloy'),
    ).toMatchObject({
      ok: true,
      value: { configPath: path, listenAddress: { host: '', port: 9, uiPathPrefix: '/alloy' } },
    });
  });

  it('name the installer’s file where the arguments name none', () => {
    expect(settingsOf('run')).toMatchObject({ ok: true, value: { configPath: usual } });
  });

  it.each([
    ['config-path', `${path} b`, ['run', path, 'b']],
    ['listen-address', 'localhost:http', ['run', path, '--server.http.listen-addr=localhost:http']],
  ])('are not known where the arguments leave the %s unclear', (what, found, args) => {
    expect(settingsOf(...args)).toMatchObject({
      ok: false,
      failure: { code: 'unsupported', reason: 'service-arguments-unclear', params: { what, found } },
    });
  });
});
