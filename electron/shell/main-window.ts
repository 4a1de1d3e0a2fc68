import { BrowserWindow, nativeTheme, screen } from 'electron';
import { startPage } from './app-scheme';
import { loadOwnPage } from './lock-down';
import { pagePartition } from './page-session';
import { isOwnPage } from '../../shared/contract/own-page';
import { webPreferences } from './web-preferences';

const titleBarHeight = 40;

/** The look of Windows' own buttons over our title bar; the page draws the bar behind them (design: mica stand-in). */
function overlay(): { color: string; symbolColor: string; height: number } {
  return nativeTheme.shouldUseDarkColors
    ? { color: '#191c21', symbolColor: '#ffffff', height: titleBarHeight }
    : { color: '#ecf0f6', symbolColor: '#1b1b1b', height: titleBarHeight };
}

/** Opens the one window. In contrast themes it keeps the standard frame, which carries the system's colours. */
export async function openMainWindow({
  preload,
  devTools,
  holds,
}: {
  readonly preload: string;
  readonly devTools: boolean;
  /** Asked when the person closes the window: true where it has to stay. */
  readonly holds: () => boolean;
}): Promise<BrowserWindow> {
  const { width, height } = screen.getPrimaryDisplay().workArea;
  const ownTitleBar = !nativeTheme.inForcedColorsMode;
  const window = new BrowserWindow({
    width: Math.min(1280, width),
    height: Math.min(800, height),
    minWidth: 640,
    minHeight: 360,
    show: false,
    title: 'Alloy Desk',
    backgroundColor: overlay().color,
    autoHideMenuBar: true,
    ...(ownTitleBar ? { titleBarStyle: 'hidden' as const, titleBarOverlay: overlay() } : {}),
    webPreferences: webPreferences({ partition: pagePartition, preload, devTools }),
  });
  window.removeMenu();
  window.once('ready-to-show', () => window.show());
  window.on('close', (event) => {
    if (holds()) event.preventDefault();
  });
  // Windows asks before it shuts down or logs off, and before no other end of the app.
  window.on('query-session-end', (event) => {
    if (holds()) event.preventDefault();
  });
  const followTheme = (): void => {
    if (ownTitleBar && !window.isDestroyed()) window.setTitleBarOverlay(overlay());
  };
  nativeTheme.on('updated', followTheme);
  window.on('closed', () => nativeTheme.removeListener('updated', followTheme));
  await loadOwnPage(window.webContents, startPage, { isOwnPage });
  return window;
}
