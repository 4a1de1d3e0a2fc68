/** The log on standard error: logfmt or JSON, silent until the configuration has said how. */
import type { Clock } from './clock';
import { formatDuration, quote, timestamp } from './go-text';

export type Level = 'debug' | 'info' | 'warn' | 'error';
export type LogFormat = 'logfmt' | 'json';
/** A duration is told apart because the two formats write it differently. */
export type LogValue = string | number | boolean | { readonly durationMs: number };
export type LogFields = readonly (readonly [string, LogValue])[];

const order: readonly Level[] = ['debug', 'info', 'warn', 'error'];

/** Something that can be written to: one logger and all its children share the level, the format and the waiting lines. */
export class Logger {
  readonly #sink: Sink;
  readonly #fields: LogFields;

  constructor(clock: Clock, write: (text: string) => void);
  constructor(parent: Logger, fields: LogFields);
  constructor(first: Clock | Logger, second: ((text: string) => void) | LogFields) {
    if (first instanceof Logger) {
      this.#sink = first.#sink;
      this.#fields = [...first.#fields, ...(second as LogFields)];
    } else {
      this.#sink = new Sink(first, second as (text: string) => void);
      this.#fields = [];
    }
  }

  with(...fields: LogFields): Logger {
    return new Logger(this, fields);
  }

  /** Lines wait until this has been called once: a configuration that cannot be read leaves no log lines at all. */
  configure(level: Level, format: LogFormat): void {
    this.#sink.configure(level, format);
  }

  debug(message: string, ...fields: LogFields): void {
    this.#sink.add('debug', message, [...this.#fields, ...fields]);
  }

  info(message: string, ...fields: LogFields): void {
    this.#sink.add('info', message, [...this.#fields, ...fields]);
  }

  warn(message: string, ...fields: LogFields): void {
    this.#sink.add('warn', message, [...this.#fields, ...fields]);
  }

  error(message: string, ...fields: LogFields): void {
    this.#sink.add('error', message, [...this.#fields, ...fields]);
  }
}

interface Line {
  readonly at: number;
  readonly level: Level;
  readonly message: string;
  readonly fields: LogFields;
}

class Sink {
  readonly #clock: Clock;
  readonly #write: (text: string) => void;
  #waiting: Line[] | undefined = [];
  #level: Level = 'info';
  #format: LogFormat = 'logfmt';

  constructor(clock: Clock, write: (text: string) => void) {
    this.#clock = clock;
    this.#write = write;
  }

  configure(level: Level, format: LogFormat): void {
    this.#level = level;
    this.#format = format;
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const line of waiting) this.#print(line);
  }

  add(level: Level, message: string, fields: LogFields): void {
    const line = { at: this.#clock.now(), level, message, fields };
    if (this.#waiting) this.#waiting.push(line);
    else this.#print(line);
  }

  #print(line: Line): void {
    if (order.indexOf(line.level) < order.indexOf(this.#level)) return;
    this.#write(`${this.#format === 'json' ? jsonLine(line) : logfmtLine(line)}\n`);
  }
}

function logfmtLine(line: Line): string {
  const head: LogFields = [
    ['ts', timestamp(line.at)],
    ['level', line.level],
    ['msg', line.message],
  ];
  return [...head, ...line.fields].map(([key, value]) => `${key}=${logfmtValue(value)}`).join(' ');
}

function logfmtValue(value: LogValue): string {
  if (typeof value === 'object') return formatDuration(value.durationMs);
  const text = String(value);
  // eslint-disable-next-line no-control-regex -- the format quotes exactly these
  return text === '' || /[\u0000- ="\u007f]/.test(text) ? quote(text) : text;
}

function jsonLine(line: Line): string {
  const entries: [string, unknown][] = [
    ['ts', timestamp(line.at)],
    ['level', line.level],
    ['msg', line.message],
    ...line.fields.map(([key, value]): [string, unknown] => [
      key,
      typeof value === 'object' ? Math.round(value.durationMs * 1e6) : value,
    ]),
  ];
  return JSON.stringify(Object.fromEntries(entries));
}
