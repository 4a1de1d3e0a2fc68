import { EventEmitter } from 'node:events';
import { browserContext, isHeadless } from './browser';
import { recordError, records, type DialogRecord } from './records';
import { strict } from './strict';

/** Modal dialogs come as `(window, options)`, others as `(options)`. */
type DialogArguments<Options> = [Options] | [window: Electron.BaseWindow, options: Options];

/** The next scripted answer, or what closing the dialog without choosing would answer. */
function answer<T>(kind: DialogRecord['kind'], args: readonly unknown[], whenClosed: T): Promise<T> {
  records.dialogs.push({ kind, options: args.at(-1), isModal: args.length > 1 });
  const scripted = records.answers.shift();
  return Promise.resolve(scripted === undefined ? whenClosed : Object.assign({}, whenClosed, scripted));
}

export const dialog = strict('dialog', {
  showMessageBox(...args: DialogArguments<Electron.MessageBoxOptions>): Promise<Electron.MessageBoxReturnValue> {
    const options = pickOptions(args);
    const { cancelId = 0 } = options;
    if (!isHeadless && records.answers.length === 0) return askPerson(options);
    return answer('messageBox', args, { response: cancelId, checkboxChecked: false });
  },
  showErrorBox(title: string, content: string): void {
    records.dialogs.push({ kind: 'errorBox', options: { title, content }, isModal: false });
    console.error(`${title}: ${content}`);
  },
  showOpenDialog(...args: DialogArguments<Electron.OpenDialogOptions>): Promise<Electron.OpenDialogReturnValue> {
    return answer('open', args, { canceled: true, filePaths: [] });
  },
  showSaveDialog(...args: DialogArguments<Electron.SaveDialogOptions>): Promise<Electron.SaveDialogReturnValue> {
    return answer('save', args, { canceled: true, filePath: '' });
  },
} satisfies Pick<Electron.Dialog, 'showMessageBox' | 'showErrorBox' | 'showOpenDialog' | 'showSaveDialog'>);

function pickOptions<Options>(args: DialogArguments<Options>): Options {
  return args.length === 1 ? args[0] : args[1];
}

/** In a window that a person sees: the page's own question, whose OK is the button that the dialog offers first. */
async function askPerson(options: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue> {
  const { message, detail = '', buttons = ['OK'], defaultId = 0, cancelId = 0 } = options;
  records.dialogs.push({ kind: 'messageBox', options, isModal: true });
  const [page] = (await browserContext()).pages();
  const text = [message, detail, `OK means: ${buttons[defaultId] ?? 'OK'}`].filter((part) => part !== '').join('\n\n');
  const isAgreed = await page?.evaluate((question) => confirm(question), text);
  return { response: isAgreed ? defaultId : cancelId, checkboxChecked: false };
}

export const shell = strict('shell', {
  openExternal(url: string): Promise<void> {
    if (!isHeadless) console.log(`The system was asked to open ${url}`);
    records.opened.push(url);
    return Promise.resolve();
  },
  openPath(file: string): Promise<string> {
    records.opened.push(file);
    return Promise.resolve('');
  },
  showItemInFolder(file: string): void {
    records.opened.push(file);
  },
} satisfies Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder'>);

export const clipboard = strict('clipboard', {
  writeText(text: string): Promise<void> {
    records.clipboard = text;
    return Promise.resolve();
  },
  readText: (): Promise<string> => Promise.resolve(records.clipboard),
} satisfies Pick<Electron.Clipboard, 'writeText' | 'readText'>);

export const net = strict('net', {
  fetch(input: string | GlobalRequest): Promise<GlobalResponse> {
    records.networkAttempts.push(typeof input === 'string' ? input : input.url);
    return Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED'));
  },
  isOnline: (): boolean => false,
} satisfies Pick<Electron.Net, 'fetch' | 'isOnline'>);

const display = {
  id: 1,
  label: 'double',
  scaleFactor: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  size: { width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1040 },
};

class ScreenDouble extends EventEmitter {
  getPrimaryDisplay(): object {
    return display;
  }

  getAllDisplays(): object[] {
    return [display];
  }

  getDisplayMatching(): object {
    return display;
  }
}

export const screen = strict('screen', new ScreenDouble());

export const powerMonitor = strict('powerMonitor', new EventEmitter());

export class Menu {
  static current: Menu | null = null;

  constructor(readonly items: readonly object[] = []) {}

  static buildFromTemplate(template: readonly object[]): Menu {
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.current = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.current;
  }

  /** A native menu cannot be seen here. */
  popup(): void {
    recordError('Menu.popup', 'native menus are not in the double');
  }
}

type GlobalRequest = InstanceType<typeof Request>;
type GlobalResponse = InstanceType<typeof Response>;
