import type { ReactNode } from 'react';
export function SetupSession({ children }: { readonly children: ReactNode }) {
  return children;
}
