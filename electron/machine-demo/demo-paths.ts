import path from 'node:path';
import type { FolderName } from '../machine/folders';

export const defaultProgramPath = 'C:\\Program Files\\GrafanaLabs\\Alloy\\alloy-windows-amd64.exe';
export const defaultConfigPath = 'C:\\Program Files\\GrafanaLabs\\Alloy\\config.alloy';
export const defaultStoragePath = 'C:\\ProgramData\\GrafanaLabs\\Alloy\\data';

/** Where the parts of a demo computer lie in its folder, and which file a Windows path means there. */
export class DemoPaths {
  /** Absolute. */
  readonly folder: string;
  /** The service manager's record. */
  readonly record: string;
  /** Renewed by the app; the computer goes off when nobody does. */
  readonly lease: string;
  /** Which service host keeps the record, and how to talk to it. */
  readonly hostClaim: string;
  /** Asks the service host to stop Alloy and to end. */
  readonly stopRequest: string;
  readonly lock: string;
  readonly log: string;
  /** What `log` held before it grew too large. */
  readonly previousLog: string;

  constructor(folder: string) {
    this.folder = path.resolve(folder);
    this.record = path.join(this.folder, 'machine.json');
    this.lease = path.join(this.folder, 'lease');
    this.hostClaim = path.join(this.folder, 'service-host.json');
    this.stopRequest = path.join(this.folder, 'stop-request');
    this.lock = path.join(this.folder, 'lock');
    this.log = path.join(this.folder, 'alloy.log');
    this.previousLog = path.join(this.folder, 'alloy.log.1');
  }

  /**
   * The file that a Windows path means on this computer. `..` ends at the root of the drive as it does on Windows, so
   * the answer always lies in the folder. A relative path starts where the service's program lies.
   */
  real(windowsPath: string, programPath: string = defaultProgramPath): string {
    const plain = windowsPath.replace(/^[\\/]{2}[?.][\\/](?:UNC(?=[\\/]))?/i, (prefix) =>
      /UNC$/i.test(prefix) ? '\\' : '',
    );
    const absolute = path.win32.resolve(path.win32.dirname(programPath), plain);
    const { root } = path.win32.parse(absolute);
    const rest = absolute.slice(root.length).split('\\').filter(Boolean);
    return path.join(this.folder, ...driveFolders(root), ...rest);
  }

  /** Whether something of this name in the folder belongs to the computer: a drive, or one of its own files. */
  isOwnName(name: string): boolean {
    const own = [this.record, this.lease, this.hostClaim, this.stopRequest, this.lock, this.log, this.previousLog];
    return /^(?:[A-Z]|UNC)$/.test(name) || name.startsWith('.alloydesk-') || own.includes(path.join(this.folder, name));
  }

  protectedFolder(name: FolderName): string {
    return this.real(`C:\\ProgramData\\AlloyDesk\\${name}`);
  }
}

/** `C:\` is the folder `C`; a share `\\server\share\` is `UNC/server/share`. */
function driveFolders(root: string): readonly string[] {
  const drive = /^([A-Za-z]):/.exec(root)?.[1];
  if (drive) return [drive.toUpperCase()];
  return ['UNC', ...root.split('\\').filter((segment) => segment !== '' && segment !== '.' && segment !== '..')];
}

/** Whether a text is a path that says where it starts: `C:\…`, `C:/…` or `\\server\…`. */
export function isAbsoluteWindowsPath(text: string): boolean {
  return /^(?:[A-Za-z]:[\\/]|\\\\[^\\/])/.test(text);
}
