import { useEffect } from 'react';
import { refreshAll } from '../platform/useQuery';

/** F5 reads again, F6 goes to the next region of the window, Shift+F6 to the former. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'F5' && !event.altKey) {
        event.preventDefault();
        refreshAll();
      } else if (event.key === 'F6') {
        event.preventDefault();
        focusRegion(event.shiftKey ? -1 : 1);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

const focusable = 'a[href], button:not([disabled]), input, select, textarea, [tabindex="0"]';

/** Regions carry `data-region`; a region that has nothing to operate is skipped. */
function focusRegion(step: 1 | -1): void {
  // A dialog keeps the focus until it is answered.
  if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  for (let count = 1; count <= regions.length; count += 1) {
    const from = current === -1 && step === -1 ? 0 : current;
    const index = (from + step * count + regions.length * 2) % regions.length;
    const target = regions[index]?.querySelector<HTMLElement>(focusable);
    if (target) {
      target.focus();
      return;
    }
  }
}
