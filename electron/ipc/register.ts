/** The only place that listens to windows and speaks to them. */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { cancelChannel, channels, wireName, type EventName } from '../../shared/contract/channels';
import type { EventOf } from '../../shared/contract/contract';
import { fail } from '../../shared/contract/result';
import type { CommandLayer } from './command-layer';
import { isOurSender } from './sender-guard';

export interface Windows {
  isOurs(contents: WebContents): boolean;
  contents(): readonly WebContents[];
  /** Counted and logged: a stranger here is an attack or a mistake of ours. */
  onStranger(channel: string): void;
}

/** Binds every channel to the command layer. A stranger is turned away before anything of its request is read. */
export function registerChannels(layer: CommandLayer, windows: Windows): void {
  const isStranger = (event: IpcMainInvokeEvent, channel: string): boolean => {
    if (isOurSender(event, (contents) => windows.isOurs(contents))) return false;
    windows.onStranger(channel);
    return true;
  };
  for (const channel of channels) {
    ipcMain.handle(wireName(channel), (event, request: unknown, operationId: unknown) =>
      isStranger(event, channel)
        ? fail('untrusted-sender', 'sender-unknown')
        : layer.call(channel, request, operationId),
    );
  }
  ipcMain.handle(wireName(cancelChannel), (event, request: unknown) =>
    isStranger(event, cancelChannel) ? fail('untrusted-sender', 'sender-unknown') : layer.cancel(request),
  );
}

/** Sends an event to every window of ours that still lives. */
export function publishTo<E extends EventName>(windows: Windows, event: E, payload: EventOf<E>): void {
  for (const contents of windows.contents()) {
    if (!contents.isDestroyed()) contents.send(wireName(event), payload);
  }
}
