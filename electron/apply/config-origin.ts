import { ok, type Result } from '../../shared/contract/result';
import type { ConfigOrigin } from '../../shared/contract/setup';
import { isInstallerDefault } from '../../shared/setup/config-text';
import type { ConfigContent } from '../machine/config-file';
import type { Journal } from './journal';

/**
 * Whose file it is. Ours is only the very text that this app put there last, compared by hash: one changed byte makes it
 * somebody else's work, which the wizard does not overwrite.
 */
export async function originOf(content: ConfigContent, journal: Journal): Promise<Result<ConfigOrigin>> {
  if (content.state === 'absent') return ok('absent');
  if (content.state !== 'file') return ok('foreign');
  const own = await journal.lastOwnHash();
  if (!own.ok) return own;
  if (own.value === content.sha256) return ok('ours');
  return ok(isInstallerDefault(content.text) ? 'installer-default' : 'foreign');
}
