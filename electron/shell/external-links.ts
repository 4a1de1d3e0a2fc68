/**
 * Links to the outside. An address never comes from the page: it names one of these, and a link that it tries to open
 * itself is compared with them. A browser started from an elevated process would be elevated too, so there the person
 * gets the address instead.
 */
import { clipboard, dialog, shell, type BrowserWindow } from 'electron';
import type { linkNames } from '../../shared/contract/contract';

export type LinkName = (typeof linkNames)[number];

const addresses: Readonly<Record<LinkName, string>> = {
  'alloy-download': 'https://github.com/grafana/alloy/releases',
  'alloy-documentation': 'https://grafana.com/docs/alloy/latest/',
  'prometheus-receiver': 'https://prometheus.io/docs/prometheus/latest/querying/api/#remote-write-receiver',
};

/** The name of a known address, or undefined for every other. */
export function linkOf(url: string): LinkName | undefined {
  const entry = Object.entries(addresses).find(([, address]) => address === url);
  return entry?.[0] as LinkName | undefined;
}

/** Asks first; true when the browser was asked to open the page. */
export async function openLink(
  name: LinkName,
  { window, isElevated }: { window: BrowserWindow | undefined; isElevated: boolean },
): Promise<boolean> {
  const address = addresses[name];
  const buttons = isElevated ? ['Copy address', 'Close'] : ['Open in browser', 'Copy address', 'Cancel'];
  const question = {
    type: 'question' as const,
    title: 'Alloy Desk',
    message: isElevated ? 'Open this address in your browser' : 'Open this address in your browser?',
    detail: isElevated
      ? `${address}\n\nAlloy Desk runs as administrator and starts no browser, which would run as administrator too.`
      : address,
    buttons,
    defaultId: 0,
    cancelId: buttons.length - 1,
    noLink: true,
  };
  const { response } = await (window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question));
  const chosen = buttons[response];
  if (chosen === 'Copy address') await clipboard.writeText(address);
  if (chosen !== 'Open in browser') return false;
  await shell.openExternal(address);
  return true;
}
