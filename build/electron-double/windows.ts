import { EventEmitter } from 'node:events';
import { app } from './app';
import { pretend } from './pretend';
import { settings } from './settings';
import { preventable, strict } from './strict';
import { followTheme } from './theme';
import { WebContentsDouble } from './web-contents';

type Rectangle = Electron.Rectangle;

const openWindows = new Set<BrowserWindow>();

/** The windows in the order in which they were opened. */
export function allWindows(): BrowserWindow[] {
  return [...openWindows];
}

export class WebContentsView implements Pick<
  Electron.WebContentsView,
  'setBounds' | 'getBounds' | 'setVisible' | 'getVisible' | 'setBackgroundColor'
> {
  readonly webContents: WebContentsDouble;
  bounds: Rectangle = { x: 0, y: 0, width: 0, height: 0 };
  visible = true;

  constructor({ webPreferences = {} }: Electron.WebContentsViewConstructorOptions = {}) {
    this.webContents = new WebContentsDouble(webPreferences);
    followTheme(() => this.webContents.applyView());
    return strict('WebContentsView', this);
  }

  setBounds(bounds: Rectangle): void {
    this.bounds = bounds;
    if (bounds.width > 0 && bounds.height > 0) this.webContents.setSize(bounds.width, bounds.height);
  }

  getBounds(): Rectangle {
    return this.bounds;
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
  }

  getVisible(): boolean {
    return this.visible;
  }

  setBackgroundColor(): void {}
}

class ContentView {
  readonly views = new Set<WebContentsView>();

  get children(): WebContentsView[] {
    return [...this.views];
  }

  addChildView(view: WebContentsView): void {
    this.views.delete(view);
    this.views.add(view);
  }

  removeChildView(view: WebContentsView): void {
    this.views.delete(view);
  }
}

export class BrowserWindow
  extends EventEmitter
  implements
    Pick<
      Electron.BrowserWindow,
      | 'id'
      | 'loadURL'
      | 'reload'
      | 'show'
      | 'showInactive'
      | 'hide'
      | 'close'
      | 'destroy'
      | 'focus'
      | 'blur'
      | 'isFocused'
      | 'isVisible'
      | 'isDestroyed'
      | 'minimize'
      | 'isMinimized'
      | 'maximize'
      | 'unmaximize'
      | 'isMaximized'
      | 'restore'
      | 'isFullScreen'
      | 'setTitle'
      | 'getTitle'
      | 'setBounds'
      | 'getBounds'
      | 'getNormalBounds'
      | 'getContentBounds'
      | 'setSize'
      | 'getSize'
      | 'getContentSize'
      | 'setMinimumSize'
      | 'getMinimumSize'
      | 'center'
      | 'moveTop'
      | 'setMenu'
      | 'removeMenu'
      | 'setMenuBarVisibility'
      | 'setAutoHideMenuBar'
      | 'setTitleBarOverlay'
      | 'setBackgroundMaterial'
      | 'setBackgroundColor'
      | 'getBackgroundColor'
      | 'setProgressBar'
      | 'flashFrame'
      | 'setIcon'
    >
{
  readonly id: number;
  readonly webContents: WebContentsDouble;
  readonly contentView = strict('contentView', new ContentView());
  readonly options: Electron.BrowserWindowConstructorOptions;
  /** The look of the window, as last set; a test reads it. */
  readonly chrome: Record<string, unknown> = {};
  bounds: Rectangle;
  minimumSize: [number, number];
  visible: boolean;
  focused: boolean;
  minimized = false;
  maximized = false;
  destroyed = false;
  title: string;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.options = options;
    this.title = options.title ?? app.getName();
    this.bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: settings.width ?? options.width ?? 800,
      height: settings.height ?? options.height ?? 600,
    };
    this.minimumSize = [options.minWidth ?? 0, options.minHeight ?? 0];
    this.visible = options.show !== false;
    this.focused = this.visible;
    this.chrome['backgroundColor'] = options.backgroundColor;
    this.chrome['titleBarOverlay'] = options.titleBarOverlay;
    this.webContents = new WebContentsDouble(options.webPreferences ?? {});
    this.id = this.webContents.id;
    const window = strict('BrowserWindow', this);
    openWindows.add(window);
    app.windows.add(window);
    this.webContents.setSize(this.bounds.width, this.bounds.height);
    this.webContents.once('dom-ready', () => window.emit('ready-to-show'));
    this.webContents.on('destroyed', () => window.markClosed());
    followTheme(() => window.webContents.applyView());
    app.emit('browser-window-created', preventable({}), window);
    return window;
  }

  static getAllWindows(): BrowserWindow[] {
    return allWindows();
  }

  static fromWebContents(contents: unknown): BrowserWindow | null {
    return allWindows().find(({ webContents }) => webContents === contents) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return allWindows().find((window) => window.id === id) ?? null;
  }

  static getFocusedWindow(): BrowserWindow | null {
    return allWindows().find((window) => window.isFocused()) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  reload(): void {
    this.webContents.reload();
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    if (this.visible) return;
    this.visible = true;
    this.emit('show');
  }

  hide(): void {
    if (!this.visible) return;
    this.visible = false;
    this.blur();
    this.emit('hide');
  }

  focus(): void {
    if (this.focused || !this.visible) return;
    this.focused = true;
    this.emit('focus');
  }

  blur(): void {
    if (!this.focused) return;
    this.focused = false;
    this.emit('blur');
  }

  isFocused(): boolean {
    return this.focused;
  }

  isVisible(): boolean {
    return this.visible && !this.minimized;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  minimize(): void {
    this.minimized = true;
    this.blur();
    this.emit('minimize');
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  maximize(): void {
    this.maximized = true;
    this.emit('maximize');
  }

  unmaximize(): void {
    this.maximized = false;
    this.emit('unmaximize');
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  restore(): void {
    this.minimized = false;
    this.emit('restore');
  }

  isFullScreen(): boolean {
    return false;
  }

  close(): void {
    const event = preventable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    this.webContents.close();
    this.markClosed();
  }

  markClosed(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    openWindows.delete(this);
    this.emit('closed');
    app.windowGone(this);
  }

  setTitle(title: string): void {
    this.title = title;
  }

  getTitle(): string {
    return this.title;
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.webContents.setSize(this.bounds.width, this.bounds.height);
    this.emit('resize');
  }

  getBounds(): Rectangle {
    return this.bounds;
  }

  getNormalBounds(): Rectangle {
    return this.bounds;
  }

  getContentBounds(): Rectangle {
    return this.bounds;
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  getSize(): number[] {
    return [this.bounds.width, this.bounds.height];
  }

  getContentSize(): number[] {
    return this.getSize();
  }

  setMinimumSize(width: number, height: number): void {
    this.minimumSize = [width, height];
  }

  getMinimumSize(): number[] {
    return this.minimumSize;
  }

  setTitleBarOverlay(overlay: Electron.TitleBarOverlayOptions): void {
    this.chrome['titleBarOverlay'] = overlay;
  }

  setBackgroundMaterial(material: string): void {
    this.chrome['backgroundMaterial'] = material;
  }

  setBackgroundColor(color: string): void {
    this.chrome['backgroundColor'] = color;
  }

  getBackgroundColor(): string {
    return pretend(this.chrome['backgroundColor'] ?? '#ffffff');
  }

  setProgressBar(progress: number): void {
    this.chrome['progressBar'] = progress;
  }

  center(): void {}
  moveTop(): void {}
  setMenu(): void {}
  removeMenu(): void {}
  setMenuBarVisibility(): void {}
  setAutoHideMenuBar(): void {}
  flashFrame(): void {}
  setIcon(): void {}
}
