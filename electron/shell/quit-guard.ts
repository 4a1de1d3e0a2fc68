/** Holds the end of the app while a change runs. Knows nothing of Electron: `main.ts` binds it to its events. */
import type { RunningOperation } from '../../shared/contract/operation';

export interface QuitGuardOptions {
  /** The change that runs now. */
  readonly changing: () => RunningOperation | null;
  /** Tells the person why the window stays; settles when they have read it. `operation` is the channel of the change. */
  readonly tell: (operation: string) => Promise<void>;
  readonly quit: () => void;
}

/**
 * A process that ends in the middle of a change leaves a file that nobody has checked. So whoever closes the app during
 * one is told, and the app closes by itself when the change has ended.
 */
export class QuitGuard {
  readonly #options: QuitGuardOptions;
  #isWanted = false;
  #isTelling = false;

  constructor(options: QuitGuardOptions) {
    this.#options = options;
  }

  /** Asked whenever a window or the app is about to close: true while it must not. */
  holds(): boolean {
    const running = this.#options.changing();
    if (!running) return false;
    this.#isWanted = true;
    if (!this.#isTelling) void this.#tell(running.operation);
    return true;
  }

  /** Called whenever a change has begun or ended. */
  changed(): void {
    if (!this.#isWanted || this.#options.changing()) return;
    this.#isWanted = false;
    this.#options.quit();
  }

  async #tell(operation: string): Promise<void> {
    this.#isTelling = true;
    try {
      await this.#options.tell(operation);
    } catch {
      // Where nothing can be shown the change is finished all the same.
    } finally {
      this.#isTelling = false;
    }
  }
}

const sentences: Readonly<Record<string, string>> = {
  setupApply: 'A configuration is being applied.',
  applyDecide: 'A configuration is being kept or restored.',
  serviceControl: 'The service Alloy is being changed.',
};

/** What the person is told, by the channel of the change. */
export function quitMessage(operation: string): { readonly message: string; readonly detail: string } {
  const sentence = (Object.hasOwn(sentences, operation) ? sentences[operation] : undefined) ?? 'A change is under way.';
  return {
    message: 'Alloy Desk closes when the change has ended.',
    detail: `${sentence} Closing now would leave it half done, so the window stays until then and closes by itself.`,
  };
}
