import { fail, ok, type Failure, type Result } from '../../shared/contract/result';
import type { ConfigOrigin } from '../../shared/contract/setup';
import { isInstallerDefault } from '../../shared/setup/config-text';
import type { ConfigContent } from '../machine/config-file';
import type { Journal } from './journal';

/**
 * Whose file it is. Ours is only a text that this app put there and left, compared by hash: one changed byte makes it
 * somebody else's work, which the wizard does not overwrite. A change that was cut off leaves our text as well.
 */
export async function originOf(content: ConfigContent, journal: Journal): Promise<Result<ConfigOrigin>> {
  if (content.state === 'absent') return ok('absent');
  if (content.state !== 'file') return ok('foreign');
  const own = await journal.ownerOf(content.sha256);
  if (!own.ok) return own;
  if (own.value) return ok('ours');
  return ok(isInstallerDefault(content.text) ? 'installer-default' : 'foreign');
}

/** Why the wizard does not write over this content; undefined where it may. */
export function refusalToOverwrite(content: ConfigContent, origin: ConfigOrigin): Failure | undefined {
  const params = { path: content.path };
  if (content.state === 'directory') return fail('unsupported', 'config-is-directory', { params }).failure;
  if (content.state === 'unreadable-text') return fail('unsupported', 'config-not-readable-text', { params }).failure;
  return origin === 'foreign' ? fail('unsupported', 'config-foreign', { params }).failure : undefined;
}
