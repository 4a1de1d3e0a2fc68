import { describe, expect, it } from 'vitest';
import { judgeAddress } from '../../../shared/setup/address';

describe('an address is refused', () => {
  it.each([
    ['empty', ''],
    ['empty', '  '],
    ['scheme-missing', 'prometheus:9090/api/v1/write'],
    ['scheme-missing', 'localhost:9090/api/v1/write'],
    ['scheme-missing', '127.0.0.1:9090'],
    ['scheme-missing', '//prom01/api/v1/write'],
    ['scheme-unknown', 'ftp://prom01/'],
    ['scheme-unknown', 'app://ui/'],
    ['blank-inside', 'http://prom 01/'],
    ['blank-inside', 'http://prom01/ '],
    ['blank-inside', 'http://prom01/\t'],
    ['blank-inside', ' http://prom01/'],
    ['blank-inside', 'http://prom01/\n'],
    ['credentials-inside', 'http://user:secret@prom01/'],
    ['blank-inside', 'https://prom\u200b01/'],
    ['blank-inside', '\ufeffhttps://prom01/'],
    ['credentials-inside', 'http://token@prom01/'],
    ['credentials-inside', 'user:secret@prom01:9090/api/v1/write'],
    ['credentials-inside', '//user:secret@prom01/'],
    ['host-missing', 'http://'],
    ['host-missing', 'http:///api/v1/write'],
    ['host-missing', 'https://:9090/'],
    ['port-out-of-range', 'http://prom01:99999/'],
    ['port-out-of-range', 'http://prom01:0/'],
    ['not-an-address', 'http:/prom01/api/v1/write'],
    ['not-an-address', 'http:prom01'],
    ['not-an-address', 'https//prom01/api/v1/write'],
    ['not-an-address', 'http://prom01/#%zz'],
    ['not-an-address', 'http://exa%41mple/'],
    ['not-an-address', 'http:\\\\prom01\\api'],
    ['not-an-address', 'http://prom01:port/'],
    ['not-an-address', 'http://prom01/%zz'],
    ['not-an-address', 'http://[::1/'],
    ['not-an-address', 'http://a<b>/'],
  ])('as %s: %j', (problem, text) => {
    expect(judgeAddress(text)).toMatchObject({ problems: [problem], advice: [] });
  });

  it('with an offer to complete the scheme', () => {
    expect(judgeAddress('prom01:9090/api/v1/write').suggestions).toEqual([
      { url: 'http://prom01:9090/api/v1/write' },
      { url: 'https://prom01:9090/api/v1/write' },
    ]);
  });
});

describe('an address whose scheme is mistyped', () => {
  it.each(['https:/prom01/api/v1/write', 'https//prom01/api/v1/write', 'HTTPS/prom01/api/v1/write'])(
    'is offered with the scheme that was meant: %s',
    (text) => {
      expect(judgeAddress(text).suggestions).toEqual([{ url: 'https://prom01/api/v1/write' }]);
    },
  );
});

describe('an address is taken', () => {
  it.each([
    'https://prom01.corp.example:9090/api/v1/write',
    'https://prom01/api/v1/push',
    'https://prometheus-prod-01.grafana.net/api/prom/push',
    'https://thanos/api/v1/receive',
    'https://gate/prefix/api/v1/write',
    'HTTPS://PROM01/api/v1/write',
    'http://127.0.0.1:9090/api/v1/write',
    'http://[::1]:9090/api/v1/write',
    'http://localhost:9090/api/v1/write',
    'https://prom01/api/v1/write?tenant=a',
    'https://prom01/api/v1/write?share=100%',
    'https://größe.example/api/v1/write',
  ])('without advice: %s', (text) => {
    expect(judgeAddress(text)).toEqual({ problems: [], advice: [], suggestions: [] });
  });

  it.each([
    ['path-empty', 'https://prom01'],
    ['path-empty', 'https://prom01/'],
    ['path-unknown', 'https://prom01/api/v1/wite'],
    ['path-unknown', 'https://prom01/api/v1/write/'],
    ['path-of-loki', 'https://loki01/loki/api/v1/push'],
    ['looks-like-query-page', 'https://prom01/graph'],
    ['plain-http', 'http://prom01/api/v1/write'],
    ['fragment-ignored', 'https://prom01/api/v1/write#top'],
  ])('with the advice %s: %s', (advice, text) => {
    expect(judgeAddress(text)).toMatchObject({ problems: [], advice: [advice] });
  });

  it('with the known paths by product where the path is none of them', () => {
    expect(judgeAddress('https://prom01:9090').suggestions).toEqual([
      { product: 'prometheus', url: 'https://prom01:9090/api/v1/write' },
      { product: 'mimir', url: 'https://prom01:9090/api/v1/push' },
      { product: 'grafana-cloud', url: 'https://prom01:9090/api/prom/push' },
      { product: 'thanos', url: 'https://prom01:9090/api/v1/receive' },
      { product: 'victoriametrics', url: 'https://prom01:9090/api/v1/write' },
    ]);
  });

  it('as it was offered', () => {
    const offered = ['https://prom01', 'prom01:9090'].flatMap((text) => judgeAddress(text).suggestions);
    expect(offered.filter(({ url }) => judgeAddress(url).problems.length > 0)).toEqual([]);
  });
});
