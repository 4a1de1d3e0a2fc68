/**
 * Regular expressions in Go's syntax (RE2), run by the JavaScript engine.
 *
 * Grammar and messages follow Go's `regexp/syntax`; what RE2 refuses (look-around, back references) is refused here too.
 */

export type RegexpReading =
  { readonly ok: true; readonly regexp: RegExp } | { readonly ok: false; readonly message: string };

class SyntaxProblem extends Error {}

const posixClasses: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7f',
  blank: '\\t ',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

/** Compiles a pattern as it stands; `anchored` surrounds it with `^(?s:…)$`, as relabel rules do. */
export function compileGoRegexp(pattern: string, options: { readonly anchored?: boolean } = {}): RegexpReading {
  try {
    const translator = new Translator(pattern, options.anchored === true);
    return { ok: true, regexp: translator.regexp() };
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    return { ok: false, message: `error parsing regexp: ${problem.message}` };
  }
}

/** `Regexp.Expand`: `$1`, `$name`, `${name}` and `$$`; a name that is no group gives nothing. */
export function expandTemplate(template: string, match: RegExpExecArray): string {
  return template.replace(/\$(?:(\$)|\{(\w+)\}|(\w+))/g, (_all, dollar?: string, braced?: string, bare?: string) => {
    if (dollar !== undefined) return '$';
    const name = braced ?? bare ?? '';
    return (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? '';
  });
}

/** Whether a template refers to a group at all. */
export function hasVariables(template: string): boolean {
  return /\$(?:\$|\{\w+\}|\w)/.test(template);
}

class Translator {
  readonly #source: string;
  readonly #anchored: boolean;
  readonly #names = new Set<string>();
  #at = 0;
  #flags = { i: false, m: false, s: false };

  constructor(source: string, anchored: boolean) {
    this.#source = source;
    this.#anchored = anchored;
    this.#flags.s = anchored;
  }

  regexp(): RegExp {
    const body = this.#alternatives();
    if (this.#at < this.#source.length) this.#fail('unexpected )', this.#source);
    const source = this.#anchored ? `^(?:${body})$` : body;
    return new RegExp(source, this.#flags.i ? 'ui' : 'u');
  }

  #fail(what: string, text: string): never {
    throw new SyntaxProblem(`${what}: \`${text}\``);
  }

  #peek(): string {
    const code = this.#source.codePointAt(this.#at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  #next(): string {
    const character = this.#peek();
    this.#at += character.length;
    return character;
  }

  #alternatives(): string {
    const outer = { ...this.#flags };
    let out = '';
    let repeatable = false;
    for (;;) {
      const character = this.#peek();
      if (character === '' || character === ')') break;
      const start = this.#at;
      this.#next();
      if (character === '|') {
        out += '|';
        repeatable = false;
      } else if ('*+?'.includes(character) || (character === '{' && this.#counted(start))) {
        if (!repeatable) this.#fail('missing argument to repetition operator', this.#source.slice(start, this.#at));
        out += this.#repetition(start);
        if (/^[*+?{]/.test(this.#peek()) && this.#isRepetition()) {
          const second = this.#at;
          this.#next();
          this.#fail('invalid nested repetition operator', this.#source.slice(start, second + 1));
        }
      } else {
        const piece = this.#atom(character, start);
        out += piece;
        repeatable = piece !== '';
      }
    }
    // Flags hold to the end of their group; case folding has no scope here, so it is kept once seen.
    this.#flags = { ...outer, i: outer.i || this.#flags.i };
    return out;
  }

  #isRepetition(): boolean {
    const character = this.#peek();
    if (character !== '{') return true;
    return /^\{\d+(,\d*)?\}/.test(this.#source.slice(this.#at));
  }

  #counted(start: number): boolean {
    const found = /^\{\d+(?:,\d*)?\}/.exec(this.#source.slice(start))?.[0];
    if (found === undefined) return false;
    this.#at = start + found.length;
    const [low = 0, high = low] = found.slice(1, -1).split(',').filter(Boolean).map(Number);
    if (low > 1000 || high > 1000 || high < low) this.#fail('invalid repeat count', found);
    return true;
  }

  #repetition(start: number): string {
    let text = this.#source.slice(start, this.#at);
    if (this.#peek() === '?') text += this.#next();
    return text;
  }

  #atom(character: string, start: number): string {
    if (character === '(') return this.#group(start);
    if (character === '[') return this.#characterClass(start);
    if (character === '\\') return this.#escape(start, false);
    if (character === '.') return this.#flags.s ? '[\\s\\S]' : '[^\\n]';
    if (character === '^') return this.#flags.m ? '(?<=^|\\n)' : '(?<![\\s\\S])';
    if (character === '$') return this.#flags.m ? '(?=\\n|$)' : '(?![\\s\\S])';
    return literal(character);
  }

  #group(start: number): string {
    let open = '(';
    if (this.#source.startsWith('?', this.#at)) {
      const named = /^\?P?<([A-Za-z_]\w*)>/.exec(this.#source.slice(this.#at));
      const flags = /^\?([imsU]*)(-[imsU]+)?([:)])/.exec(this.#source.slice(this.#at));
      if (named) {
        open = this.#named(named[1] ?? '');
        this.#at += named[0].length;
      } else if (flags) {
        this.#at += flags[0].length;
        const outer = { ...this.#flags };
        for (const flag of flags[1] ?? '') if (flag !== 'U') this.#flags[flag as 'i' | 'm' | 's'] = true;
        for (const flag of flags[2] ?? '') if ('ims'.includes(flag)) this.#flags[flag as 'i' | 'm' | 's'] = false;
        if (flags[3] === ')') return '';
        const body = this.#closed('(?:');
        this.#flags = { ...outer, i: outer.i || this.#flags.i };
        return body;
      } else {
        const text = /^\?(?:P?<[=!]?|.)/.exec(this.#source.slice(this.#at))?.[0] ?? '?';
        this.#fail('invalid or unsupported Perl syntax', this.#source.slice(start, this.#at + text.length));
      }
    }
    return this.#closed(open);
  }

  /** Go takes a name twice; here the second group goes without. */
  #named(name: string): string {
    if (this.#names.has(name)) return '(';
    this.#names.add(name);
    return `(?<${name}>`;
  }

  #closed(open: string): string {
    const body = this.#alternatives();
    if (this.#peek() !== ')') this.#fail('missing closing )', this.#source);
    this.#next();
    return `${open}${body})`;
  }

  #characterClass(start: number): string {
    let out = '[';
    if (this.#peek() === '^') {
      this.#next();
      out += '^';
    }
    for (let first = true; ; first = false) {
      const character = this.#peek();
      if (character === '') this.#fail('missing closing ]', this.#source.slice(start));
      if (character === ']' && !first) break;
      const at = this.#at;
      const low = this.#classItem();
      out += low.text;
      if (!low.single || this.#peek() !== '-' || this.#source[this.#at + 1] === ']') continue;
      if (this.#at + 1 >= this.#source.length) continue;
      this.#next();
      const high = this.#classItem();
      if (!high.single || high.code < low.code)
        this.#fail('invalid character class range', this.#source.slice(at, this.#at));
      out += `-${high.text}`;
    }
    this.#next();
    return `${out}]`;
  }

  #classItem(): { readonly text: string; readonly single: boolean; readonly code: number } {
    const start = this.#at;
    const posix = /^\[:(\^?)(\w+):\]/.exec(this.#source.slice(start));
    if (posix) {
      const set = posixClasses[posix[2] ?? ''];
      if (set === undefined || posix[1] === '^') this.#fail('invalid character class range', posix[0]);
      this.#at += posix[0].length;
      return { text: set, single: false, code: 0 };
    }
    const character = this.#next();
    if (character === '\\') {
      const text = this.#escape(start, true);
      const single = !/^\\[dDsSwWpP]/.test(text);
      return { text, single, code: single ? codeOf(text) : 0 };
    }
    return { text: literalInClass(character), single: true, code: character.codePointAt(0) ?? 0 };
  }

  #escape(start: number, inClass: boolean): string {
    const character = this.#next();
    if (character === '') this.#fail('trailing backslash at end of expression', '');
    if (/[dDwW]/.test(character)) return `\\${character}`;
    if (character === 's') return inClass ? '\\t\\n\\f\\r ' : '[\\t\\n\\f\\r ]';
    if (character === 'S') return inClass ? '\\S' : '[^\\t\\n\\f\\r ]';
    if (/[pP]/.test(character)) return this.#unicodeClass(character, start);
    const simple = { a: '\\x07', f: '\\f', n: '\\n', r: '\\r', t: '\\t', v: '\\v' }[character];
    if (simple !== undefined) return simple;
    if (!inClass && (character === 'b' || character === 'B')) return `\\${character}`;
    if (!inClass && character === 'A') return '(?<![\\s\\S])';
    if (!inClass && character === 'z') return '(?![\\s\\S])';
    if (character === 'x') return this.#hex(start);
    if (!inClass && character === 'Q') return this.#quoted();
    if (/[0-7]/.test(character) && character === '0') return this.#octal(character);
    if (/[A-Za-z0-9]/.test(character) || (character.codePointAt(0) ?? 0) >= 0x80) {
      this.#fail('invalid escape sequence', this.#source.slice(start, this.#at));
    }
    return inClass ? literalInClass(character) : literal(character);
  }

  #unicodeClass(kind: string, start: number): string {
    const found = /^(?:\{\^?\w+\}|\w)/.exec(this.#source.slice(this.#at))?.[0] ?? '';
    this.#at += found.length;
    const name = found.replace(/[{}^]/g, '');
    const text = `\\${kind}{${name.length > 2 ? `Script=${name}` : name}}`;
    if (!isAccepted(text)) this.#fail('invalid character class range', this.#source.slice(start, this.#at));
    return text;
  }

  #hex(start: number): string {
    const found = /^(?:\{[0-9A-Fa-f]+\}|[0-9A-Fa-f]{2})/.exec(this.#source.slice(this.#at))?.[0];
    if (found === undefined) this.#fail('invalid escape sequence', this.#source.slice(start, this.#at));
    this.#at += found.length;
    return `\\u{${found.replace(/[{}]/g, '')}}`;
  }

  #octal(first: string): string {
    const digits = first + (/^[0-7]{0,2}/.exec(this.#source.slice(this.#at))?.[0] ?? '');
    this.#at += digits.length - 1;
    return `\\u{${Number.parseInt(digits, 8).toString(16)}}`;
  }

  #quoted(): string {
    const end = this.#source.indexOf('\\E', this.#at);
    const text = this.#source.slice(this.#at, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#source.length : end + 2;
    return `(?:${Array.from(text).map(literal).join('')})`;
  }
}

function literal(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

function literalInClass(character: string): string {
  return /[\\\]^[-]/.test(character) ? `\\${character}` : character;
}

/** The code point that a translated single item stands for. */
function codeOf(text: string): number {
  const hex = /^\\(?:u\{|x)([0-9a-fA-F]+)/.exec(text)?.[1];
  if (hex !== undefined) return Number.parseInt(hex, 16);
  const simple = { '\\f': 12, '\\n': 10, '\\r': 13, '\\t': 9, '\\v': 11 }[text];
  return simple ?? text.replace(/^\\/, '').codePointAt(0) ?? 0;
}

function isAccepted(source: string): boolean {
  try {
    return new RegExp(source, 'u').source !== '';
  } catch {
    return false;
  }
}
