import { useSyncExternalStore } from 'react';

export const pageIds = ['overview', 'setup', 'about'] as const;
export type PageId = (typeof pageIds)[number];

/** Pages are links to a part of our own page, so that Back, links and a reload all work without a router. */
export function hrefOf(page: PageId): string {
  return `#/${page}`;
}

export function openPage(page: PageId): void {
  window.location.hash = `/${page}`;
}

/** An address that names no page opens the first one. */
export function pageOf(hash: string): PageId {
  const name = hash.replace(/^#\/?/, '');
  return pageIds.find((id) => id === name) ?? 'overview';
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** The page that is open. */
export function useRoute(): PageId {
  return useSyncExternalStore(subscribe, () => pageOf(window.location.hash));
}
