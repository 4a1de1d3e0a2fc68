import { StatusMark } from '../../parts/StatusMark';
import { staleAfterMs } from '../../platform/useMachineStatus';
import { useNow } from '../../platform/useNow';
import { formatAge, formatExact } from '../../words/format';
import { t } from '../../words/t';

export interface ReadAgeProps {
  readonly readAtMs: number;
  /** The newest attempt to read has failed. */
  readonly hasFailed: boolean;
}

/** When the values of the page were read; amber when that is long ago. */
export function ReadAge({ readAtMs, hasFailed }: ReadAgeProps) {
  const now = useNow();
  const age = formatAge(readAtMs, now);
  const isStale = now - readAtMs > staleAfterMs || hasFailed;
  return (
    <span title={formatExact(readAtMs)}>
      {isStale ? <StatusMark tone="warning">{t('overview-stale', { age })}</StatusMark> : t('overview-read', { age })}
    </span>
  );
}
