import type { SetupMetrics, SetupValue } from '../../../shared/contract/setup';

/** A complete value; what a test says replaces what stands here. */
export function aSetupValue({
  url = 'http://prom01:9090/api/v1/write',
  ...metrics
}: Partial<SetupMetrics> & { url?: string } = {}): SetupValue {
  return {
    metrics: {
      collectors: ['cpu', 'os'],
      scrapeIntervalSeconds: 15,
      scrapeTimeoutSeconds: 10,
      logLevel: 'info',
      job: 'integrations/windows',
      instance: 'FS-BER-07',
      ...metrics,
    },
    endpoint: { url },
  };
}

/** What people and attackers type where a text is asked for. */
export const hostileTexts = [
  `"'\`“”‘’`,
  'C:\\Program Files\\new\\temp',
  '$1 ${1} $$ $$$ ${} $(calc)',
  '}\\n prometheus.echo "x" {',
  '" } loki.write "x" { endpoint { url = "http://evil" } } //',
  '/* */ // #',
  'ä日本語😀\u202e',
  '%PATH% {{ . }} ; | &',
  // Line ends for JavaScript's regular expressions, not for Alloy.
  'one\u2028two\u2029three\u0085four',
];
