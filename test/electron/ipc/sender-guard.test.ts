import type { WebContents, WebFrameMain } from 'electron';
import { describe, expect, it } from 'vitest';
import { isOurSender } from '../../../electron/ipc/sender-guard';
import { isOwnPage } from '../../../shared/contract/own-page';

const ours = { id: 1 } as WebContents;
const another = { id: 2 } as WebContents;

function aFrame(change: Partial<Pick<WebFrameMain, 'url' | 'detached' | 'parent'>> = {}): WebFrameMain {
  return { url: 'app://ui/index.html', detached: false, parent: null, ...change } as WebFrameMain;
}

const accepts = (senderFrame: WebFrameMain | null, sender = ours): boolean =>
  isOurSender({ sender, senderFrame }, (contents) => contents === ours);

describe('the sender guard', () => {
  it('lets the top frame of our window in', () => {
    expect(accepts(aFrame())).toBe(true);
  });

  it.each<[string, WebFrameMain | null]>([
    ['a frame that is gone', null],
    ['a frame that is detached', aFrame({ detached: true })],
    ['a frame inside our page', aFrame({ parent: aFrame() })],
    ['a web page', aFrame({ url: 'https://example.com/' })],
    ['a page of another host', aFrame({ url: 'app://evil/index.html' })],
    ['a host that begins like ours', aFrame({ url: 'app://ui.evil/index.html' })],
    ['a file', aFrame({ url: 'file:///C:/index.html' })],
    ['an empty address', aFrame({ url: '' })],
    ['an empty page', aFrame({ url: 'about:blank' })],
    ['a data address', aFrame({ url: 'data:text/html,app://ui/' })],
    ['a user in the address', aFrame({ url: 'app://admin@ui/index.html' })],
    ['text that is no address', aFrame({ url: 'app//ui' })],
  ])('turns away %s', (_name, frame) => {
    expect(accepts(frame)).toBe(false);
  });

  it('turns away our address in a window that is not ours', () => {
    expect(accepts(aFrame(), another)).toBe(false);
  });
});

describe('our own page', () => {
  it.each(['app://ui/', 'app://ui/index.html', 'app://ui/assets/index.js?x#y'])('is at %s', (url) => {
    expect(isOwnPage(url)).toBe(true);
  });
  it.each(['app://ui:8080/', 'http://ui/', 'app:ui', 'app:///ui'])('is not at %s', (url) => {
    expect(isOwnPage(url)).toBe(false);
  });
});
