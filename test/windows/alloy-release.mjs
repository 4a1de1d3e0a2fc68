/** Fetching a file of an Alloy release and holding it to the list of checksums that was published with it. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * The checksum of one file: lines of `sha256sum`, 64 hex digits, two spaces, the bare name.
 * @param {string} sums the text of `SHA256SUMS`
 * @param {string} name
 * @returns {string | undefined}
 */
export function checksumOf(sums, name) {
  for (const line of sums.split('\n')) {
    const [, checksum, found] = /^([0-9a-f]{64}) [ *](\S+)$/.exec(line.trimEnd()) ?? [];
    if (found === name) return checksum;
  }
  return undefined;
}

/**
 * Writes the file to `target` only when its bytes are the ones that the release names; throws otherwise.
 * @param {{ release: string, name: string, target: string }} wish `release`: the address of the release's folder
 * @returns {Promise<{ sha256: string, sizeBytes: number }>}
 */
export async function fetchVerified({ release, name, target }) {
  const wanted = checksumOf((await fetchBytes(`${release}/SHA256SUMS`)).toString('utf8'), name);
  if (wanted === undefined) throw new Error(`SHA256SUMS of the release does not name ${name}.`);
  const bytes = await fetchBytes(`${release}/${name}`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== wanted)
    throw new Error(`${name} has the hash ${sha256}; the release names ${wanted}. It was not kept.`);
  writeFileSync(target, bytes, { flag: 'wx' });
  // What will be started is what lies on the disk.
  if (!readFileSync(target).equals(bytes)) throw new Error(`${target} was changed while it was written.`);
  return { sha256, sizeBytes: bytes.length };
}

/**
 * @param {string} address
 * @returns {Promise<Buffer>}
 */
async function fetchBytes(address) {
  const response = await fetch(address, {
    headers: { 'User-Agent': 'AlloyDesk' },
    signal: AbortSignal.timeout(300_000),
  });
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  return Buffer.from(await response.arrayBuffer());
}
