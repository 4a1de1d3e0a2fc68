import type { ReactNode } from 'react';

export interface ScrollRegionProps {
  /** Its name for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** A region that may scroll: the keyboard reaches it, because keys scroll what has the focus. */
export function ScrollRegion({ label, children, className }: ScrollRegionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the reason stands above
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
