/** Alloy's log lines (logfmt, as it writes them to standard error) as data. */
import { maxComponentIdLength } from '../../../shared/contract/component-id';
import type { LogLine } from '../../../shared/contract/status';
import { redactCredentials } from '../../alloy-api/redaction';

/** `ts=2026-11-22T10:00:00.123Z level=info msg="now listening" component_id=…`; anything else is a line of its own. */
export function parseLogLine(line: string): LogLine {
  const fields = logfmtFields(line);
  const atMs = Date.parse(fields.get('ts') ?? '');
  const level = levels[fields.get('level') ?? ''];
  const componentId = fields.get('component_id');
  if (level === undefined) return { level: 'unknown', text: redactCredentials(line).slice(0, 20_000) };
  const rest = [...fields].filter(([key]) => !['ts', 'level', 'msg', 'component_id', 'component_path'].includes(key));
  const words = [fields.get('msg') ?? '', ...rest.map(([key, value]) => `${key}=${value}`)];
  return {
    ...(Number.isNaN(atMs) ? {} : { atMs }),
    level,
    ...(componentId === undefined ? {} : { componentId: componentId.slice(0, maxComponentIdLength) }),
    text: redactCredentials(words.filter((word) => word !== '').join(' · ')).slice(0, 20_000),
  };
}

const levels: Readonly<Record<string, LogLine['level']>> = {
  debug: 'debug',
  info: 'info',
  warn: 'warn',
  error: 'error',
};

function logfmtFields(line: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const pair = /(?:^|\s)([A-Za-z_][\w.]*)=("(?:[^"\\]|\\.)*"|\S*)/g;
  for (const [, key = '', raw = ''] of line.matchAll(pair)) fields.set(key, unquote(raw));
  return fields;
}

function unquote(raw: string): string {
  if (!raw.startsWith('"')) return raw;
  return raw.slice(1, -1).replace(/\\(.)/g, (_whole, character: string) => (character === 'n' ? '\n' : character));
}
