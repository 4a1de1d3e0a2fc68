import { useMemo, useReducer, type ReactNode } from 'react';
import { SessionContext } from './setup-session-context';
import { initialSetup, reduceSetup } from './setup-state';

/** Keeps the answers above the pages, so that leaving Set up and coming back loses nothing. */
export function SetupSession({ children }: { readonly children: ReactNode }) {
  const [state, dispatch] = useReducer(reduceSetup, initialSetup);
  const session = useMemo(() => ({ state, dispatch }), [state]);
  return <SessionContext value={session}>{children}</SessionContext>;
}
