import { createContext, useContext, type Dispatch } from 'react';
import { initialSetup, type SetupAction, type SetupState } from './setup-state';

export interface Session {
  readonly state: SetupState;
  readonly dispatch: Dispatch<SetupAction>;
}

export const SessionContext = createContext<Session>({ state: initialSetup, dispatch: () => undefined });

/** The answers of this window, wherever in the wizard one is. */
export function useSession(): Session {
  return useContext(SessionContext);
}
