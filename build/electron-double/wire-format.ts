/* oxlint-disable unicorn/consistent-function-scoping, typescript/unbound-method --
   These functions run as text in a page: nothing may move out of them. */
export interface WireFormat {
  readonly pack: (value: unknown) => string;
  readonly unpack: (text: string) => unknown;
}

/**
 * Carries structured-clone values as text between Node and a page: JSON knows neither `undefined` nor dates, maps,
 * bytes or cycles. The text of this function also runs in the page, so it uses nothing from outside itself.
 */
export function wireFormat(): WireFormat {
  type Node = readonly [tag: string, ...rest: unknown[]];

  function pack(root: unknown): string {
    const nodes: Node[] = [];
    const seen = new Map<unknown, number>();

    const put = (value: unknown): number => {
      const known = seen.get(value);
      if (known !== undefined) return known;
      const index = nodes.push(['undefined']) - 1;
      if (typeof value === 'object' && value !== null) seen.set(value, index);
      nodes[index] = describe(value);
      return index;
    };

    const describe = (value: unknown): Node => {
      if (value === undefined) return ['undefined'];
      if (typeof value === 'bigint') return ['bigint', String(value)];
      if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
        return ['number', Object.is(value, -0) ? '-0' : String(value)];
      }
      if (typeof value !== 'object' || value === null) return ['plain', value];
      if (Array.isArray(value)) return ['array', Array.from(value, put)];
      if (value instanceof Date) return ['date', value.getTime()];
      if (value instanceof RegExp) return ['regexp', value.source, value.flags];
      if (value instanceof Map) return ['map', Array.from(value, ([key, item]) => [put(key), put(item)])];
      if (value instanceof Set) return ['set', Array.from(value, put)];
      if (value instanceof Error) return ['error', value.name, value.message];
      if (value instanceof ArrayBuffer) return ['bytes', base64(new Uint8Array(value))];
      if (ArrayBuffer.isView(value)) {
        return ['bytes', base64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
      }
      return ['object', Object.entries(value).map(([key, item]) => [key, put(item)])];
    };

    put(root);
    return JSON.stringify(nodes);
  }

  function unpack(text: string): unknown {
    const nodes = JSON.parse(text) as Node[];
    const made = new Map<number, unknown>();

    const take = (index: number): unknown => {
      if (made.has(index)) return made.get(index);
      const [tag, first, second] = nodes[index] ?? ['undefined'];
      const keep = <T>(value: T): T => {
        made.set(index, value);
        return value;
      };
      switch (tag) {
        case 'plain':
          return first;
        case 'bigint':
          return BigInt(String(first));
        case 'number':
          return Number(first);
        case 'date':
          return keep(new Date(Number(first)));
        case 'regexp':
          return keep(new RegExp(String(first), String(second)));
        case 'error':
          return keep(Object.assign(new Error(String(second)), { name: String(first) }));
        case 'bytes':
          return keep(Uint8Array.from(atob(String(first)), (character) => character.charCodeAt(0)));
        case 'array': {
          const list = keep<unknown[]>([]);
          for (const item of first as number[]) list.push(take(item));
          return list;
        }
        case 'set': {
          const set = keep(new Set());
          for (const item of first as number[]) set.add(take(item));
          return set;
        }
        case 'map': {
          const map = keep(new Map());
          for (const [key, item] of first as [number, number][]) map.set(take(key), take(item));
          return map;
        }
        case 'object': {
          const object = keep({});
          // Defined, not assigned: `__proto__` is an ordinary key in a structured clone.
          for (const [key, item] of first as [string, number][]) {
            Object.defineProperty(object, key, {
              value: take(item),
              enumerable: true,
              writable: true,
              configurable: true,
            });
          }
          return object;
        }
        default:
          return undefined;
      }
    };

    return take(0);
  }

  function base64(bytes: Uint8Array): string {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  }

  return { pack, unpack };
}
