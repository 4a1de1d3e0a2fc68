import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { isOwnPage } from '../../shared/contract/own-page';

/**
 * Accepts the top frame of a window that we created, loaded from our own page, and nothing else. Call it before any
 * `await`: a frame can be gone a moment later.
 */
export function isOurSender(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  isOurWindow: (contents: WebContents) => boolean,
): boolean {
  const frame = event.senderFrame;
  if (!frame || frame.detached) return false;
  if (frame.parent !== null) return false;
  return isOurWindow(event.sender) && isOwnPage(frame.url);
}
