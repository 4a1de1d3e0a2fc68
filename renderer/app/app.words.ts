import type { PillState } from '../../shared/contract/status';

const pillWords = {
  'pill-unknown': 'Unknown',
  'pill-changing': 'Applying…',
  'pill-not-installed': 'Not installed',
  'pill-stopped': 'Stopped',
  'pill-starting': 'Starting…',
  'pill-not-answering': 'Not answering',
  'pill-change-pending': 'Change pending',
  'pill-losing-data': 'Losing data',
  'pill-degraded': 'Degraded',
  'pill-no-data-yet': 'No data yet',
  'pill-delivering': 'Delivering',
} as const satisfies Record<`pill-${PillState}`, string>;

export const appWords = {
  ...pillWords,
  'app-name': 'Alloy Desk',
  'app-window-title': ({ page }: { page: string }) => `${page} – Alloy Desk`,
  'app-running-as': ({ user }: { user: string }) => `running as ${user}`,
  'app-not-elevated': 'not an administrator: nothing can be changed',
  'app-demo': 'Demo machine: nothing on this computer is changed',
  'app-title-bar': 'Title bar',
  'app-pill': ({ word }: { word: string }) => `State: ${word}. Open Overview`,
  'app-pages': 'Pages',
  'nav-overview': 'Overview',
  'nav-setup': 'Set up',
  'nav-about': 'About',
  'nav-group-collect': 'Collect',
  'operation-bar': 'Running change',
  'operation-step': ({ index, count, step }: { index: number; count: number; step: string }) =>
    `Step ${index} of ${count}: ${step}`,
  'operation-begins': 'A change of this machine begins',
  'operation-progress': 'Progress of the change',
  'operation-cancel': 'Cancel',
  'operation-no-cancel': 'This step cannot be cut off',
  'failed-title': 'This page ended with an error of its own',
  'failed-text':
    'Alloy and its configuration are not touched by that: the service goes on as it was. Show the page again; if it ends again, restart Alloy Desk.',
  'failed-again': 'Show the page again',
  'unconnected-title': 'This page has no connection to the app',
  'unconnected-text':
    'It was opened without the main process of Alloy Desk, so nothing about this machine can be shown and nothing can be changed. Close it and start Alloy Desk from the Start menu.',
} as const;
