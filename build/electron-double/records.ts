/** What happened, kept for the tests to look at. */
export interface DialogRecord {
  readonly kind: 'messageBox' | 'errorBox' | 'open' | 'save';
  readonly options: unknown;
  /** Whether the dialog belongs to a window. */
  readonly isModal: boolean;
}

export interface CspViolation {
  readonly directive: string;
  readonly blocked: string;
  readonly page: string;
}

export const records = {
  dialogs: [] as DialogRecord[],
  /** What the next dialogs answer, in order. */
  answers: [] as unknown[],
  /** Addresses and paths handed to the system. */
  opened: [] as string[],
  /** Requests that were refused because nothing serves them. */
  networkAttempts: [] as string[],
  cspViolations: [] as CspViolation[],
  /** Exceptions in the page, in the preload script and in the double itself. */
  errors: [] as string[],
  /** Warnings and errors on the page's console. */
  consoleErrors: [] as string[],
  permissions: [] as { readonly permission: string; readonly isGranted: boolean }[],
  clipboard: '',
};

/** Keeps an error that has nobody to be thrown at. */
export function recordError(where: string, error: unknown): void {
  records.errors.push(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
