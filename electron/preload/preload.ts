/**
 * The bridge: one frozen function per channel, one subscription per event, and cancel. There is no generic call, no
 * path and no environment on the page's side; the main process checks everything again.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { cancelChannel, channels, events, wireName } from '../../shared/contract/channels';

type Listener = (payload: unknown) => void;

const bridge: Record<string, unknown> = {};

for (const channel of channels) {
  bridge[channel] = (request: unknown, operationId: unknown) =>
    ipcRenderer.invoke(wireName(channel), request, operationId);
}

for (const event of events) {
  const name = `on${event.charAt(0).toUpperCase()}${event.slice(1)}`;
  bridge[name] = (listener: Listener) => {
    // The event object of Electron stays on this side: it leads to `ipcRenderer`.
    const forward = (_event: unknown, payload: unknown): void => listener(payload);
    ipcRenderer.on(wireName(event), forward);
    return () => {
      ipcRenderer.removeListener(wireName(event), forward);
    };
  };
}

bridge[cancelChannel] = (operationId: unknown) => ipcRenderer.invoke(wireName(cancelChannel), { operationId });

contextBridge.exposeInMainWorld('alloy', Object.freeze(bridge));
