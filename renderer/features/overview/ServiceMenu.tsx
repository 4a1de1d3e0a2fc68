import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Tooltip } from '@fluentui/react-components';
import { ArrowClockwise20Regular, MoreHorizontal20Regular, Play20Regular } from '@fluentui/react-icons';
import type { MachineStatus, ServiceAction, ServiceStatus } from '../../../shared/contract/status';
import { t } from '../../words/t';
import { known } from './lead';

export interface ServiceMenuProps {
  readonly status: MachineStatus;
  /** Changes run one at a time. */
  readonly isBusy: boolean;
  readonly onAction: (action: ServiceAction) => void;
  readonly onSetup: () => void;
  readonly onLog: () => void;
}

/** What can be asked of the service in each of its states; the first stands on the page, the rest in the menu. */
export const serviceActionsIn: Readonly<Record<ServiceStatus['state'], readonly ServiceAction[]>> = {
  absent: [],
  stopped: ['start'],
  starting: ['restart', 'stop'],
  running: ['reload', 'restart', 'stop'],
  stopping: [],
  paused: ['restart', 'stop'],
};

/** The command bar of the page: set up, the nearest service action, the others in the menu. */
export function ServiceMenu({ status, isBusy, onAction, onSetup, onLog }: ServiceMenuProps) {
  const service = known(status.service);
  const [first, ...others] = serviceActionsIn[service?.state ?? 'absent'];
  const isOurs = known(status.config)?.origin === 'ours';
  const isDisabled = first === 'start' && service?.startType === 'disabled';
  const icon = first === 'start' ? <Play20Regular /> : <ArrowClockwise20Regular />;
  return (
    <>
      {status.pill !== 'not-installed' && (
        <Button onClick={onSetup}>{t(isOurs ? 'overview-change-setup' : 'overview-setup')}</Button>
      )}
      {first !== undefined &&
        (isDisabled ? (
          <Tooltip content={t('action-disabled')} relationship="description">
            <Button icon={icon} disabledFocusable>
              {t(`action-${first}`)}
            </Button>
          </Tooltip>
        ) : (
          <Button icon={icon} disabled={isBusy} onClick={() => onAction(first)}>
            {t(`action-${first}`)}
          </Button>
        ))}
      {service !== undefined && service.state !== 'absent' && (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button appearance="subtle" icon={<MoreHorizontal20Regular />} aria-label={t('overview-more')} />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {others.map((action) => (
                <MenuItem key={action} disabled={isBusy} onClick={() => onAction(action)}>
                  {t(`action-${action}`)}
                </MenuItem>
              ))}
              <MenuItem onClick={onLog}>{t('lead-log')}</MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </>
  );
}
