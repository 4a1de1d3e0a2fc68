/** What the app does with its own process; the one place that ends it or starts it again. */
import { app, BrowserWindow, dialog } from 'electron';

const otherCopy = {
  type: 'info' as const,
  title: 'Alloy Desk',
  message: 'Alloy Desk was opened a second time.',
  detail:
    'That happened while Windows asked for permission. This window closes now; go on in the other one. If you see no other one, start Alloy Desk again.',
  buttons: ['Close'],
  noLink: true,
};

export const ownProcess = {
  relaunch(args: readonly string[]): void {
    // Unpackaged, the first argument is the app's own folder; absolute, because this process works in another one.
    app.relaunch({ args: [...(app.isPackaged ? [] : [app.getAppPath()]), ...args] });
    app.quit();
  },
  shareInstance: (): void => app.releaseSingleInstanceLock(),
  /** False when another copy has the place; Electron has told that one by then, and it shows its window. */
  claimInstance: (): boolean => app.requestSingleInstanceLock(),
  async giveWay(): Promise<void> {
    const [window] = BrowserWindow.getAllWindows();
    try {
      await (window ? dialog.showMessageBox(window, otherCopy) : dialog.showMessageBox(otherCopy));
    } catch {
      // Where nothing can be shown this copy ends all the same.
    }
    app.quit();
  },
  quit: (): void => app.quit(),
};
