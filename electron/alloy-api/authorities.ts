/** Whose certificates are trusted: those of the program and those of this computer, as Alloy asks the computer. */
import tls from 'node:tls';

export interface Authorities {
  /** Certificates in PEM; undefined: those that the program brings along. */
  readonly certificates: readonly string[] | undefined;
  /** Whether the ones of this computer are among them. */
  readonly isSystemAsked: boolean;
}

type ReadCertificates = (type: 'default' | 'system') => readonly string[];

let known: Authorities | undefined;

/** Read once: Node keeps what it read until the program ends (`tls.getCACertificates`, from Node 22.15). */
export function knownAuthorities(): Authorities {
  known ??= readAuthorities((tls as Partial<Pick<typeof tls, 'getCACertificates'>>).getCACertificates);
  return known;
}

/** Both lists: Windows fetches authorities of its own only when they are needed, and the program's may be among those. */
export function readAuthorities(read: ReadCertificates | undefined): Authorities {
  const ownOnly: Authorities = { certificates: undefined, isSystemAsked: false };
  if (!read) return ownOnly;
  try {
    const system = read('system');
    return system.length === 0 ? ownOnly : { certificates: [...read('default'), ...system], isSystemAsked: true };
  } catch {
    return ownOnly;
  }
}
