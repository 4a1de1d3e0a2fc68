/** `local.file`: hands on what a file holds. It is read when the configuration is loaded; changes in between go unseen. */
import { readFileSync } from 'node:fs';
import { fileProblem } from '../file-problem';
import { sample, type OwnSample } from '../own-metrics';
import { bodyOf, optional, required, type Decoded } from '../runtime/arguments';
import { bool, duration, oneOf, string } from '../runtime/argument-types';
import { capsuleValue, type Value } from '../runtime/value';
import { ComponentError, type ComponentContext, type ComponentKind, type RunningComponent } from './component';

const detector = oneOf(
  ['fsnotify', 'poll'],
  'fsnotify',
  (text) => `unrecognized detector "${text}", expected fsnotify or poll`,
);

const fields = {
  filename: required(string),
  detector: optional(detector, 'fsnotify'),
  poll_frequency: optional(duration, 60_000),
  is_secret: optional(bool),
};
const body = bodyOf(fields, (args) => (args.poll_frequency <= 0 ? 'poll_frequency must be greater than 0' : undefined));
type Arguments = Decoded<typeof fields>;

class LocalFile implements RunningComponent<Arguments> {
  readonly #context: ComponentContext;
  #text = '';
  #isSecret = false;
  #readAt = 0;

  constructor(context: ComponentContext, args: Arguments) {
    this.#context = context;
    this.update(args);
  }

  update(args: Arguments): void {
    try {
      this.#text = readFileSync(args.filename, 'utf8');
    } catch (error) {
      const problem = fileProblem('open', args.filename, error);
      const path = `${this.#context.storagePath}/${this.#context.id}`;
      this.#context.log.error('failed to read file', ['path', path], ['err', problem]);
      throw new ComponentError(`failed to read file: ${problem}`);
    }
    this.#isSecret = args.is_secret;
    this.#readAt = this.#context.clock.now();
  }

  exports(): ReadonlyMap<string, Value> {
    return new Map([
      ['content', capsuleValue({ kind: 'optional-secret', text: this.#text, isSecret: this.#isSecret })],
    ]);
  }

  metrics(): readonly OwnSample[] {
    const labels = { component_id: this.#context.id, component_path: '/' };
    return [sample('local_file_timestamp_last_accessed_unix_seconds', this.#readAt / 1000, labels)];
  }
}

export const localFile: ComponentKind<Arguments> = { body, build: (context, args) => new LocalFile(context, args) };
