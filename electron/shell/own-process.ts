/** What the app does with its own process; the one place that ends it or starts it again. */
import { app } from 'electron';

export const ownProcess = {
  relaunch(args: readonly string[]): void {
    // Unpackaged, the first argument is the app's own folder; absolute, because this process works in another one.
    app.relaunch({ args: [...(app.isPackaged ? [] : [app.getAppPath()]), ...args] });
    app.quit();
  },
  shareInstance: (): void => app.releaseSingleInstanceLock(),
  claimInstance: (): void => void app.requestSingleInstanceLock(),
  quit: (): void => app.quit(),
};
