/**
 * The session of our own page. The default one lies below the person's profile, where programs without rights can write
 * what an elevated window would read; this one lives in memory and ends with the app. Electron keeps a partition on disk
 * only where its name begins with `persist:` (`shell/browser/api/electron_api_session.cc`, `Session::FromPartition`).
 */
import { session, type Session } from 'electron';

/** What a window names in its preferences to be in this session. */
export const pagePartition = 'page';

/** The one session of it, made when it is first asked for; throws before Electron is ready. */
export function pageSession(): Session {
  // Whoever asks first decides: a session keeps the options with which it was made.
  return session.fromPartition(pagePartition, { cache: false });
}
