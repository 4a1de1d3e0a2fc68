import type { Exposition } from '../../shared/exposition/exposition';

export interface LoadedConfig {
  /** Over the bytes of the file, in lower-case hex. */
  readonly sha256: string;
  /** False when the bytes could not be read or parsed. */
  readonly isParsed: boolean;
}

/**
 * What Alloy's metrics say about the file that it tried to load last; undefined when they do not. `alloy_config_hash` is
 * the SHA-256 over the bytes of the source files, so for a single file that of the file itself
 * (`internal/static/config/instrumentation/config_metrics.go`). Both metrics are about the last attempt, and success
 * covers reading and parsing only (`internal/alloycli/cmd_run.go`): they tell which file it was, not whether Alloy took it.
 */
export function loadedConfig({ samples }: Exposition): LoadedConfig | undefined {
  const sha256 = samples.find(({ name, value }) => name === 'alloy_config_hash' && value === 1)?.labels['sha256'];
  if (sha256 === undefined) return undefined;
  const success = samples.find(({ name }) => name === 'alloy_config_last_load_successful')?.value;
  return { sha256, isParsed: success === 1 };
}
