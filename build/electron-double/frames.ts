import { originOf } from './schemes';

/** A frame as `event.senderFrame` shows it. */
export interface FrameDouble extends Pick<Electron.WebFrameMain, 'url' | 'origin' | 'detached'> {
  readonly parent: FrameDouble | null;
  readonly top: FrameDouble | null;
}

/** The top frame of a page; its address is the one where the page is now. */
export function topFrame(currentUrl: () => string): FrameDouble {
  const frame: FrameDouble = {
    get url() {
      return currentUrl();
    },
    get origin() {
      return originOf(currentUrl());
    },
    detached: false,
    parent: null,
    get top() {
      return frame;
    },
  };
  return frame;
}

/** A frame inside others, the nearest first; the last of them is `top`. */
export function childFrame(url: string, parents: readonly string[], top: FrameDouble, detached = false): FrameDouble {
  const [parentUrl, ...others] = parents;
  const parent = parentUrl === undefined || others.length === 0 ? top : childFrame(parentUrl, others, top);
  return { url, origin: originOf(url), detached, parent, top };
}
