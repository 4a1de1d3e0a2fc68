/** What a person sees when the window's process dies: a native message, because there is no page to show one in. */
import { app, dialog, type RenderProcessGoneDetails } from 'electron';

export interface DeathMessage {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

/**
 * Words for one end. Code 18 is Chromium's "the sandboxed process could not be created": known for elevated programs
 * under application control and for programs started from a network drive. 0x80000003 follows damaged permissions of
 * the program's folder.
 */
export function deathMessage({
  reason,
  exitCode,
}: Pick<RenderProcessGoneDetails, 'reason' | 'exitCode'>): DeathMessage {
  const code = `Reason ${reason}, code ${exitCode}.`;
  if (reason === 'launch-failed' && exitCode === 18) {
    return {
      message: 'Windows did not let Alloy Desk start its window.',
      detail: `The sandboxed process of the window could not be created. The usual causes are application control (AppLocker, WDAC) that forbids it for elevated programs, and starting Alloy Desk from a network drive.\n\nNothing on this computer was changed. Install Alloy Desk under Program Files, or ask for a rule that allows it, and start it again.\n\n${code}`,
      buttons: ['Try again', 'Close'],
    };
  }
  if (reason === 'launch-failed') {
    return {
      message: 'The window of Alloy Desk could not be started.',
      detail: `Nothing on this computer was changed. Permissions of the program's folder that were altered are a known cause: reinstall Alloy Desk to repair them.\n\n${code}`,
      buttons: ['Try again', 'Close'],
    };
  }
  return {
    message: 'The window of Alloy Desk ended unexpectedly.',
    detail: `A change that is running goes on; what was applied stays applied. Open the window again to see the state.\n\n${code}`,
    buttons: ['Open again', 'Close'],
  };
}

/** Words for a window that could not be opened, the first one or one in the place of a window that died. */
const notOpened: DeathMessage = {
  message: 'The window of Alloy Desk could not be opened.',
  detail:
    'Alloy Desk closes now. A change that is running is finished first; what was applied stays applied. Start Alloy Desk again to see the state.',
  buttons: ['Close'],
};

/**
 * Listens for the end of any window's process and of Chromium's other processes. Returns the function that opens the
 * window, for the first time as for every other. Where that fails, or nothing can be shown, the app ends: it must not live
 * on without a window.
 */
export function watchForDeath({
  openWindow,
  log,
}: {
  openWindow: () => Promise<void>;
  log: (text: string) => void;
}): () => Promise<void> {
  let isAsking = false;
  const ask = async (words: DeathMessage): Promise<number> => {
    isAsking = true;
    try {
      return await show(words);
    } finally {
      // Before anything is opened: the window that is opened next may die while it opens.
      isAsking = false;
    }
  };
  const open = async (): Promise<void> => {
    try {
      await openWindow();
    } catch (mistake) {
      log(`the window could not be opened: ${String(mistake)}`);
      // Its own death is being told already, with its cause.
      if (isAsking) return;
      await ask(notOpened);
      app.quit();
    }
  };
  const tell = async (details: RenderProcessGoneDetails): Promise<void> => {
    if ((await ask(deathMessage(details))) === 0) await open();
    else app.quit();
  };
  app.on('render-process-gone', (_event, _contents, details) => {
    if (details.reason === 'clean-exit' || isAsking) return;
    log(`window process ended: ${details.reason}, code ${details.exitCode}`);
    tell(details).catch((mistake: unknown) => {
      log(`nothing could be shown: ${String(mistake)}`);
      app.quit();
    });
  });
  app.on('child-process-gone', (_event, details) => {
    log(`process ${details.type} ended: ${details.reason}, code ${details.exitCode}`);
  });
  return open;
}

/** Shows the message; the index of the button that was chosen. */
async function show({ message, detail, buttons }: DeathMessage): Promise<number> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'Alloy Desk',
    message,
    detail,
    buttons: [...buttons],
    defaultId: 0,
    cancelId: buttons.length - 1,
    noLink: true,
  });
  return response;
}
