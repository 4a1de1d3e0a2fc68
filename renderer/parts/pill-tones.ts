import type { PillState } from '../../shared/contract/status';
import type { Tone } from './StatusMark';

/** The look of each state of the machine. */
export const pillTones: Readonly<Record<PillState, Tone>> = {
  unknown: 'unknown',
  changing: 'busy',
  'not-installed': 'off',
  stopped: 'off',
  starting: 'busy',
  'not-answering': 'bad',
  'change-pending': 'warning',
  'losing-data': 'bad',
  degraded: 'warning',
  'no-data-yet': 'busy',
  delivering: 'good',
};
