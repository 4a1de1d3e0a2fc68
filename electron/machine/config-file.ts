import type { Result } from '../../shared/contract/result';

export type ConfigContent =
  | { readonly state: 'absent'; readonly path: string }
  /** Alloy reads every `*.alloy` file of it as one unit; this app names it and writes nothing. */
  | { readonly state: 'directory'; readonly path: string }
  | {
      readonly state: 'file';
      readonly path: string;
      readonly text: string;
      readonly encoding: 'utf-8' | 'utf-8-bom';
      readonly newline: 'lf' | 'crlf' | 'mixed' | 'none';
      /** Of the bytes, in lower-case hex: the tag for the next write. */
      readonly sha256: string;
      readonly sizeBytes: number;
      readonly modifiedAtMs: number;
    }
  /** Bytes that Alloy cannot read as text either. */
  | {
      readonly state: 'unreadable-text';
      readonly path: string;
      readonly encoding: 'utf-16' | 'not-utf-8';
      readonly sha256: string;
      readonly sizeBytes: number;
      readonly modifiedAtMs: number;
    };

/** `absent`: there must be no file. Otherwise the SHA-256 of the bytes that must be there. */
export type ExpectedContent = string;

/** Larger files are refused with `unsupported` / `config-too-large`: Alloy's own limit is far above any real file. */
export const maxConfigBytes = 4 * 1024 * 1024;

/** The configuration that the service's arguments name. */
export interface ConfigFile {
  read(): Promise<Result<ConfigContent>>;
  /**
   * Writes the text as UTF-8 without byte order mark beside the file and swaps it in, keeping the permissions of the file
   * that was there. Refuses with `conflict` when the bytes there are not the expected ones, and changes nothing then.
   * Afterwards there is either the old or the new file, never a half one, and nothing beside it.
   */
  replace(text: string, expected: ExpectedContent): Promise<Result<ConfigContent>>;
  /** Puts exact bytes back (for a roll back: byte order mark and line ends included). Same promises as `replace`. */
  restore(bytes: Uint8Array, expected: ExpectedContent): Promise<Result<ConfigContent>>;
  /** The exact bytes; `not-found` when there is no file. */
  readBytes(): Promise<Result<Uint8Array>>;
  /** No file afterwards. Refuses with `conflict` when the bytes there are not the expected ones. */
  remove(expected: ExpectedContent): Promise<Result<ConfigContent>>;
}
