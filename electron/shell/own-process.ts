/** What the app does with its own process; the one place that ends it or starts it again. */
import { app } from 'electron';

export const ownProcess = {
  relaunch(args: readonly string[]): void {
    // Unpackaged, the first argument is the app's own folder.
    app.relaunch({ args: [...process.argv.slice(1, app.isPackaged ? 1 : 2), ...args] });
    app.quit();
  },
  shareInstance: (): void => app.releaseSingleInstanceLock(),
  claimInstance: (): void => void app.requestSingleInstanceLock(),
  quit: (): void => app.quit(),
};
