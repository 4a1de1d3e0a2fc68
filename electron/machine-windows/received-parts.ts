/** Long texts of an answer, as they come piece by piece. */
export class ReceivedParts {
  readonly #pieces = new Map<string, Buffer[]>();
  #room: number;

  constructor(maxBytes: number) {
    this.#room = maxBytes;
  }

  /** False when it is more than an answer may hold. */
  add(name: string, piece: Buffer): boolean {
    this.#room -= piece.length;
    if (this.#room < 0) return false;
    this.#pieces.set(name, [...(this.#pieces.get(name) ?? []), piece]);
    return true;
  }

  /** The value with its long texts. */
  complete(value: unknown): unknown {
    if (this.#pieces.size === 0 || typeof value !== 'object' || value === null) return value;
    const texts = [...this.#pieces].map(([name, pieces]) => [name, Buffer.concat(pieces).toString('utf8')] as const);
    return { ...value, ...Object.fromEntries(texts) };
  }
}
