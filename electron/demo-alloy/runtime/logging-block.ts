/** The `logging` block. Source: grafana/alloy `internal/runtime/logging/options.go`. */
import { bodyOf, optional, type Decoded } from './arguments';
import { anything, list, oneOf, string } from './argument-types';
import type { Level, LogFormat } from '../log';

const levels: readonly Level[] = ['debug', 'info', 'warn', 'error'];
const formats: readonly LogFormat[] = ['logfmt', 'json'];

const level = oneOf<Level | ''>([...levels, ''], 'info', (text) => `unrecognized log level "${text}"`);
const format = oneOf<LogFormat | ''>([...formats, ''], 'logfmt', (text) => `unrecognized log format "${text}"`);

const fields = {
  level: optional(level, 'info'),
  format: optional(format, 'logfmt'),
  destination: optional(string),
  write_to: optional(list(anything)),
};

export type LoggingArguments = Decoded<typeof fields>;

export const loggingBody = bodyOf(fields);
