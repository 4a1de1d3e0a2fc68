/** A word for every id that main may send. One that is missing does not compile. */
import type { CauseId, NoteId, PlanId, ProgressId, ReasonId, UndoId } from '../../shared/contract/words';
import type { ContractWord, ErrorWord, ParamReader, PlanWord } from './word';

/** Well-known security identifiers; any other is shown as it is. */
function groupName(sid: string): string {
  const names: Readonly<Record<string, string>> = {
    'S-1-1-0': 'everyone',
    'S-1-5-11': 'everybody who has signed in',
    'S-1-5-32-545': 'the users of this computer',
  };
  return (Object.hasOwn(names, sid) ? names[sid] : undefined) ?? `the account \`${sid}\``;
}

/** What runs, by the channel that was called or the purpose of the lock. */
function workName(params: ParamReader, name: string): string {
  const names: Readonly<Record<string, string>> = {
    setupApply: 'Applying a configuration',
    apply: 'Applying a configuration',
    applyDecide: 'Keeping or restoring a configuration',
    decide: 'Keeping or restoring a configuration',
    serviceControl: 'A change of the service',
    start: 'Starting the service',
    stop: 'Stopping the service',
    restart: 'Restarting the service',
    reload: 'Reloading the configuration',
  };
  const work = params.text(name);
  return (Object.hasOwn(names, work) ? names[work] : undefined) ?? 'Another change';
}

function file(params: ParamReader): string {
  return params.has('path') ? `\`${params.text('path')}\`` : 'The configuration file';
}

export const reasonWords = {
  unexpected: {
    happened: 'Something happened that this app does not expect.',
    means: 'It says nothing about Alloy, which goes on as it was.',
    todo: 'Read again. If it stays, restart Alloy Desk.',
  },
  'request-malformed': {
    happened: 'The app’s own parts do not understand each other.',
    means: 'Nothing was changed.',
    todo: 'Restart Alloy Desk; if it stays, install it again.',
  },
  'request-unknown-operation': {
    happened: 'The app’s own parts are of different versions.',
    means: 'Nothing was changed.',
    todo: 'Restart Alloy Desk; if it stays, install it again.',
  },
  'sender-unknown': {
    happened: 'The request came from a page that is not this app’s.',
    means: 'It was refused and nothing was changed.',
    todo: 'Close Alloy Desk and open it again.',
  },
  'operation-busy': (params) => ({
    happened: `${workName(params, 'operation')} is under way.`,
    means: 'Changes run one at a time; this one was not started.',
    todo: 'Wait until the bar at the top is gone, then try again.',
  }),
  'operation-cancelled': {
    happened: 'Cancelled.',
    means: 'No file was changed.',
    todo: 'Look at the state of the service: what Windows had begun goes on.',
  },
  'plan-changed': {
    happened: 'The machine has changed since this plan was made.',
    means: 'Nothing was changed by the plan that you saw.',
    todo: 'Read the new plan and confirm it.',
  },
  'not-elevated': {
    happened: 'Alloy Desk does not have the rights of an administrator.',
    means: 'Nothing was changed; Windows lets only administrators change services and their files.',
    todo: 'Start it again as an administrator.',
  },
  'elevation-declined': {
    happened: 'Windows was not given the permission.',
    means: 'Alloy Desk goes on without the rights of an administrator. Nothing was changed.',
    todo: 'Try again and confirm the question of Windows, or ask an administrator of this computer.',
  },
  'machine-access-denied': {
    happened: 'Windows denies access.',
    means: 'What stands there is not known, and nothing was changed.',
    todo: 'Run Alloy Desk as an administrator of this computer.',
  },
  'machine-record-unreadable': {
    happened: 'The record of this machine cannot be read.',
    means: 'The state of the service is not known.',
    todo: 'Start the demo machine anew with `--demo=fresh`.',
  },
  'machine-slow': {
    happened: 'Windows did not answer in time.',
    means: 'What was asked is not known.',
    todo: 'Wait a little and read again; a computer that has just started takes longer.',
  },
  'machine-lock-held': (params) => ({
    happened: `${workName(params, 'holder')} is under way, in another window or by another person.`,
    means: 'Two changes at once could lose a working configuration, so this one was not started.',
    todo: 'Wait until it has ended, then try again.',
  }),
  'machine-lock-foreign': {
    happened: 'A program without the rights of an administrator keeps the name of Alloy Desk’s lock.',
    means: 'Nobody can tell any more whether another change is under way, so this one was not started.',
    todo: 'End that program: Process Explorer finds it by the handle `AlloyDesk.Change`. A restart of the computer ends it too.',
  },
  'program-folder-open': (params) => ({
    happened: `Others than administrators can change ${file(params)}.`,
    means: `Alloy Desk runs with the rights of an administrator. Whoever can change its files or move them – here ${groupName(params.text('sid'))} – could make it do anything, so it changes nothing.`,
    todo: 'Install Alloy Desk below `C:\\Program Files` with its installer, and start it there. If it is there already, take that entry out of the permissions.',
  }),
  'program-folder-unknown': (params) => ({
    happened: `Windows does not say who can change ${file(params)}.`,
    means: 'Alloy Desk runs it with the rights of an administrator, so it changes nothing until that is known.',
    todo: 'Try again. If it stays so, install Alloy Desk below `C:\\Program Files` with its installer, and start it there.',
  }),
  'powershell-missing': {
    happened: 'Windows PowerShell could not be started.',
    means: 'Nothing on this computer was looked at or changed.',
    todo: 'Check that `powershell.exe` is in the folder of Windows and may be run; then start Alloy Desk again.',
  },
  'powershell-altered': {
    happened: 'Scripts of Alloy Desk are not the ones that it was built with.',
    means: 'They were not run. Nothing on this computer was looked at or changed.',
    todo: 'Install Alloy Desk again from where you trust it to come from.',
  },
  'powershell-blocked': {
    happened: 'A policy of this computer does not let Alloy Desk run its scripts.',
    means: 'Alloy Desk does not work around it. Nothing was looked at or changed.',
    todo: 'Ask whoever sets the policy (execution policy, AppLocker or application control) for a rule that allows it.',
  },
  'powershell-slow': {
    happened: 'Windows PowerShell did not answer in time.',
    means: 'It was ended; what it was doing may be done or not.',
    todo: 'Read again: the state of the machine is looked at anew.',
  },
  'powershell-ended': {
    happened: 'Windows PowerShell ended in the middle of its work.',
    means: 'What it was doing may be done or not. The next attempt starts it again.',
    todo: 'Read again: the state of the machine is looked at anew. If it stays, look for a security program that ends it.',
  },
  'computer-name-unknown': {
    happened: 'This computer does not tell a name that can stand in a label.',
    means: 'Its samples could not be told from those of others, so nothing is set up.',
    todo: 'Give the computer a name in the settings of Windows, restart it, then read again.',
  },
  'service-absent': {
    happened: 'The service Alloy is not on this computer.',
    means: 'Nothing is collected or sent by Alloy.',
    todo: 'Install Alloy, then read again.',
  },
  'service-slow': {
    happened: 'The service did not get there in the time that Windows allows.',
    means: 'It may still be on its way.',
    todo: 'Read again in a minute; the log says what Alloy is doing.',
  },
  'service-refused': {
    happened: 'Windows refused to change the service.',
    means: 'The service is as it was.',
    todo: 'Look at its start type and account; a disabled service cannot be started.',
  },
  'service-already': (params) => ({
    happened: params.has('state') ? `The service is ${params.text('state')}.` : 'The service is there already.',
    means: 'There is nothing to change.',
    todo: params.text('state') === 'stopped' ? 'Start the service: it then reads the file by itself.' : 'Read again.',
  }),
  'service-arguments-unclear': (params) => ({
    happened:
      params.text('what') === 'listen-address'
        ? `The service’s arguments name the address “${params.text('found')}”, which is no host with a port.`
        : `The service’s arguments do not tell which one configuration Alloy reads: ${params.text('found')}.`,
    means: 'Where Alloy reads or answers would be a guess, so nothing is written.',
    todo: 'Correct the arguments of the service: one path, every value behind its `=`, the address as `host:port`.',
  }),
  'config-is-directory': (params) => ({
    happened: `The service reads a folder: ${file(params)}.`,
    means: 'Its files are read together. Set up writes one file, so it changes nothing here.',
    todo: 'Edit the files in the folder, or point the service at a single file.',
  }),
  'config-foreign': (params) => ({
    happened: `${file(params)} was written by somebody else.`,
    means: 'Set up does not overwrite a configuration that it did not write. Nothing is changed.',
    todo: 'Edit the file itself, or move it away and set this machine up anew.',
  }),
  'config-not-readable-text': (params) => ({
    happened: `${file(params)} is not text in UTF-8.`,
    means: 'Alloy cannot load it at its next start, and Set up does not overwrite it.',
    todo: 'Save it as UTF-8 without a byte order mark, or move it away.',
  }),
  'config-changed-meanwhile': (params) => ({
    happened: `${file(params)} was changed by somebody else meanwhile.`,
    means: 'Their file stays. Nothing was overwritten.',
    todo: 'Read again: what is offered then is made from the file as it is now.',
  }),
  'config-unreadable': (params) => ({
    happened: `${file(params)} cannot be read.`,
    means: 'What Alloy is told to do is not known.',
    todo: 'Check the rights on the file and its folder.',
  }),
  'config-unwritable': (params) => ({
    happened: `${file(params)} cannot be written.`,
    means: 'The former file stays in place and in use.',
    todo: 'Check the rights on the folder, and that no editor holds the file open.',
  }),
  'config-too-large': (params) => ({
    happened: `${file(params)} is too large for Alloy Desk.`,
    means:
      'It handles files up to 4 MB, and the former and the new text of a change together in that space. Nothing was changed.',
    todo: 'If the service points at the right file, split the configuration: `import.file` brings in the parts.',
  }),
  'config-incomplete': {
    happened: 'The answers are not complete yet.',
    means: 'Nothing was changed.',
    todo: 'Go back to the step that shows a mark.',
  },
  'file-not-found': {
    happened: 'The file is not there.',
    means: 'Nothing was changed.',
    todo: 'Read again.',
  },
  'file-name-refused': {
    happened: 'The file name is not one that this app uses.',
    means: 'Nothing was changed.',
  },
  'file-unreadable': {
    happened: 'A file of this app cannot be read.',
    means: 'What stands in it is not known.',
    todo: 'Check the rights on the app’s data folder.',
  },
  'file-unwritable': {
    happened: 'A file of this app cannot be written.',
    means: 'Without its record no change is begun; the former configuration stays.',
    todo: 'Check the free space and the rights on the app’s data folder.',
  },
  'folder-not-protected': (params) => ({
    happened: `${file(params)}, or \`${params.text('folder')}\` in it, is not for administrators alone, or leads elsewhere.`,
    means: 'What lies there may come from somebody else, so it is not read, and no change is begun.',
    todo: 'Both folders are hidden. In a PowerShell of an administrator, `icacls "$env:ProgramData\\AlloyDesk"` shows who is let in: only SYSTEM and Administrators should be. If you do not know what was put in, `Rename-Item -Force "$env:ProgramData\\AlloyDesk" AlloyDesk.old` lets Alloy Desk make a new one, without the record of former changes.',
  }),
  'alloy-not-answering': {
    happened: 'Alloy does not answer.',
    means: 'Whether data arrives is not known.',
    todo: 'Start the service, or read the log for the reason.',
  },
  'alloy-answered-otherwise': (params) => ({
    happened: params.has('status')
      ? `Alloy gave an answer that this app does not know (status ${params.number('status')}).`
      : 'Alloy gave an answer that this app does not know.',
    means: 'This part of its state is not known.',
    todo: 'Check the version of Alloy; this app knows 1.18.1.',
  }),
  'alloy-refused-file': {
    happened: 'Alloy refused the file on disk.',
    means: 'The next start would fail with it.',
    todo: 'Correct the file where Alloy points, then reload.',
  },
  'alloy-reload-unanswered': {
    happened: 'Alloy did not say what became of the reload.',
    means: 'The file on disk is not known to be in use.',
    todo: 'Read again in a minute; if it is still not in use, restart the service.',
  },
  'alloy-ended': {
    happened: 'Alloy ended right after its start.',
    means: 'Nothing is collected or sent.',
    todo: 'Correct what its last words name, then start it again.',
  },
  'alloy-not-ready': (params) => ({
    happened: `Alloy runs but was not ready within ${params.number('seconds', 60)} s.`,
    means: 'Whether it collects is not known.',
    todo: 'Read its log; a slow disk or a large file needs longer.',
  }),
  'alloy-component-unknown': {
    happened: 'Alloy does not have this component any more.',
    means: 'Its configuration was changed since the list was read.',
    todo: 'Read the list again.',
  },
  'apply-not-found': {
    happened: 'There is no change that waits for a decision.',
    means: 'It was decided already, here or in another window.',
    todo: 'Read again.',
  },
  'apply-undecided': {
    happened: 'An earlier change waits for your decision.',
    means: 'A second change would take its way back away, so none was begun.',
    todo: 'Keep or restore it on Overview, then come back.',
  },
  'apply-restore-failed': {
    happened: 'The former configuration could not be brought back completely.',
    means: 'Its text is kept in the backups folder of this app; Alloy may not be collecting.',
    todo: 'Read the log, remove the cause, then restore again on Overview.',
  },
} as const satisfies Record<ReasonId, ErrorWord>;

export const progressWords = {
  'progress-lock': 'taking the lock of this machine',
  'progress-baseline': 'looking at what runs now',
  'progress-back-up': 'keeping a copy of the file',
  'progress-write': 'writing the file',
  'progress-reload': 'Alloy loads the file',
  'progress-start': 'starting the service',
  'progress-stop': 'stopping the service',
  'progress-restart': 'restarting the service',
  'progress-ready': 'waiting until Alloy is ready',
  'progress-health': 'looking at the components',
  'progress-restore': 'putting the former file back',
  'progress-commit': 'keeping the new file',
  'progress-probe-name': 'looking up the name',
  'progress-probe-connection': 'opening a connection',
  'progress-probe-write': 'asking for an empty write',
} as const satisfies Record<ProgressId, ContractWord>;

export const planWords = {
  'plan-back-up': (params) => ({
    what: 'Keep a copy of the present file',
    detail: `${params.text('path')}, into this app’s backups`,
  }),
  'plan-back-up-nothing': (params) => ({
    what: 'Note that there is no file yet',
    detail: params.text('path'),
  }),
  'plan-write': (params, say) => ({
    what: 'Write the configuration',
    detail: `${say.count(params.number('lines'), 'line', 'lines')} to ${params.text('path')}`,
  }),
  'plan-reload': {
    what: 'Have Alloy load it',
    detail: 'A reload: the service goes on, nothing is lost meanwhile',
  },
  'plan-start': {
    what: 'Start the service Alloy',
    detail: 'It is stopped now and reads the file at its start',
  },
  'plan-check': {
    what: 'Check that Alloy is ready and its components healthy',
    detail: 'If Alloy refuses the file or ends, the former state comes back',
  },
  'plan-first-sample': (params) => ({
    what: 'Watch for the first delivered sample',
    detail: params.text('host') === '' ? 'Counted by Alloy' : `To ${params.text('host')}, counted by Alloy`,
  }),
  'plan-service-start': (params) => ({
    what: 'Start the service Alloy',
    detail: params.has('path') ? `It reads ${params.text('path')}` : undefined,
  }),
  'plan-service-stop': { what: 'Stop the service Alloy', detail: 'It sends what it can before it ends' },
  'plan-service-restart': (params) => ({
    what: 'Stop the service Alloy and start it again',
    detail: params.has('path') ? `It reads ${params.text('path')}` : undefined,
  }),
  'plan-service-reload': (params) => ({
    what: 'Have Alloy load the file on disk',
    detail: params.has('path') ? `${params.text('path')}; the service goes on` : undefined,
  }),
  'plan-keep': { what: 'Keep the new configuration' },
  'plan-restore': { what: 'Put the former configuration back' },
} as const satisfies Record<PlanId, PlanWord>;

export const undoWords = {
  'undo-not-needed': 'not needed',
  'undo-put-back': 'put the former file back',
  'undo-remove-file': 'remove the file',
  'undo-reload-former': 'load the former file again',
  'undo-stop-service': 'stop the service',
  'undo-start-service': 'start the service',
  'undo-automatic': 'happens by itself when the check fails',
} as const satisfies Record<UndoId, ContractWord>;

export const noteWords = {
  'note-dead-endpoint-slow': (params) =>
    `The present endpoint takes no data. Alloy tries to deliver what is queued first, so loading can take up to ${params.number('seconds', 60)} s.`,
  'note-pending-samples-lost': (params, say) =>
    `${say.count(params.number('samples'), 'sample waits', 'samples wait')} to be sent. What is not sent by then is lost: nothing unsent survives an end of Alloy.`,
  'note-restart-gap': 'While Alloy restarts nothing is collected: the graphs get a gap of some seconds.',
  'note-no-data-while-stopped': 'While the service is stopped nothing is collected or sent.',
  'note-service-stopped': 'The service is stopped now; applying starts it.',
  'note-collectors-may-stop-start': (params) =>
    `Alloy takes this file, and starts with it, only as long as Windows answers for ${params.text('collectors', 'every collector')}. A failure there after a restart of this computer keeps Alloy from starting at all: leave out what you do not need.`,
  'note-no-change': 'The file on disk already says exactly this.',
  'note-path-empty': 'The address has no path. Most servers take samples under a path such as `/api/v1/write`.',
  'note-loads-file-of-disk': (params) =>
    `Alloy then runs what stands in ${params.has('path') ? `\`${params.text('path')}\`` : 'the file'} at that moment, also what others changed there.`,
} as const satisfies Record<NoteId, ContractWord>;

function answered(params: ParamReader): string {
  return params.has('status') ? `The server answered ${params.number('status')}` : 'The server answered';
}

const keepsTrying = 'No samples arrive; Alloy keeps the newest ones and tries again.';
const notStored = 'No samples are stored: Alloy drops what is refused.';

export const causeWords = {
  'cause-accepted': {
    happened: 'The server takes samples.',
  },
  'cause-receiver-off': {
    happened: 'Prometheus answered 404: its remote write receiver is off.',
    means: 'No samples are stored.',
    todo: 'Start Prometheus with `--web.enable-remote-write-receiver`.',
  },
  'cause-wrong-path': {
    happened: 'The server answered 404: there is nothing at this path.',
    means: notStored,
    todo: 'Check the path: Prometheus and VictoriaMetrics use `/api/v1/write`, Mimir `/api/v1/push`.',
  },
  'cause-method-refused': {
    happened: 'The server answered 405: it does not take writes at this path.',
    means: notStored,
    todo: 'Check the path. The address of a page for people is not the address for samples.',
  },
  'cause-unauthorized': {
    happened: 'The server answered 401: it wants to know who writes.',
    means: notStored,
    todo: 'Signing in is not part of this version. Use an address that needs none, or edit the file itself.',
  },
  'cause-forbidden': {
    happened: 'The server answered 403: this computer may not write there.',
    means: notStored,
    todo: 'Ask the owner of the server to allow it; a proxy in between can answer this too.',
  },
  'cause-bad-request': {
    happened: 'The server answered 400: it does not understand the write.',
    means: notStored,
    todo: 'Check that the address is one for remote write, not for logs or for queries.',
  },
  'cause-too-many-requests': {
    happened: 'The server answered 429: too many samples at once.',
    means: 'Alloy sends them again later; what waits too long is lost.',
    todo: 'Ask for a higher limit, collect less, or scrape less often.',
  },
  'cause-server-error': (params) => ({
    happened: `${answered(params)}: it has trouble of its own.`,
    means: 'No samples are stored now; Alloy sends them again.',
    todo: 'Look at the server. Nothing has to be changed on this computer.',
  }),
  'cause-other-status': (params) => ({
    happened: `${answered(params)}, which no remote-write server does.`,
    means: notStored,
    todo: 'Check the address.',
  }),
  'cause-redirect': (params) => ({
    happened:
      params.text('location') === ''
        ? `${answered(params)}: it sends writers elsewhere.`
        : `${answered(params)}: it sends writers to \`${params.text('location')}\`.`,
    means: 'A write that follows is turned into a read, so no samples are stored.',
    todo: 'Enter the address it points to.',
  }),
  'cause-redirect-followed': (params) => ({
    happened: `${answered(params)}: it sends writers to \`${params.text('location', 'another address')}\`.`,
    means: 'Alloy follows with its samples. Whether they are taken there was not tested.',
    todo: 'Enter the address it points to.',
  }),
  'cause-web-page': {
    happened: 'The server answered with a web page, as a sign-in page or a proxy does.',
    means: 'Alloy counts this as sent although nothing is stored.',
    todo: 'Enter the address of the server itself, with its path for remote write.',
  },
  'cause-name-unknown': (params) =>
    params.text('code') === 'ETIMEOUT'
      ? {
          happened: 'Nobody says where the server is: this computer’s DNS does not answer.',
          means: keepsTrying,
          todo: 'Check the network of this computer and its DNS servers.',
        }
      : {
          happened: 'The name of the server is not known.',
          means: keepsTrying,
          todo: 'Check the spelling, and that this computer’s DNS knows the name.',
        },
  'cause-connection-refused': {
    happened: 'The computer answers, but nothing listens on this port.',
    means: keepsTrying,
    todo: 'Check the port, and that the server runs.',
  },
  'cause-connection-timeout': {
    happened: 'There is no answer.',
    means: keepsTrying,
    todo: 'A firewall on the way often looks like this. Check address and port.',
  },
  'cause-connection-lost': {
    happened: 'The connection broke before there was an answer.',
    means: keepsTrying,
    todo: 'Check that the port belongs to the server, and look for a proxy in between.',
  },
  'cause-unreachable': (params) =>
    ['EACCES', 'EPERM'].includes(params.text('code'))
      ? {
          happened: 'This computer does not allow a connection to this address.',
          means: keepsTrying,
          todo: 'Check the rules of its firewall and of other protection that runs on it.',
        }
      : {
          happened: 'There is no way to this address from here.',
          means: keepsTrying,
          todo: 'Check the network of this computer and its routes.',
        },
  'cause-certificate': (params) =>
    params.text('authorities') === 'own'
      ? {
          happened: 'The certificate of the server is not trusted by this test.',
          means:
            'The test could not read which authorities this computer trusts. Alloy asks the computer: Alloy may trust it.',
          todo: 'Look whether the authority of the server is trusted on this computer; Alloy’s log says what Alloy found.',
        }
      : {
          happened: 'The certificate of the server is not trusted here.',
          means: keepsTrying,
          todo: 'Install the certificate of its authority on this computer and restart Alloy Desk, or use the name that stands in the certificate.',
        },
  'cause-tls-expected': {
    happened: 'The server wants a secure connection on this port.',
    means: notStored,
    todo: 'Begin the address with `https://`.',
  },
  'cause-plain-expected': {
    happened: 'The server does not speak TLS on this port.',
    means: keepsTrying,
    todo: 'Begin the address with `http://`, or use the port for secure connections.',
  },
  'cause-tls-failed': {
    happened: 'Server and computer agree on no secure connection.',
    means: keepsTrying,
    todo: 'Ask which versions of TLS the server takes, and whether it wants a certificate from those who write.',
  },
  'cause-not-http': {
    happened: 'What listens on this port does not speak HTTP.',
    means: keepsTrying,
    todo: 'Check the port: it may be one for gRPC or for another program.',
  },
  'cause-scheme-missing': {
    happened: 'The address does not say how to connect.',
    means: 'No samples are sent.',
    todo: 'Begin it with `http://` or `https://`.',
  },
  'cause-not-known': {
    happened: 'Why is not known.',
    means: 'Alloy counts samples that were not delivered.',
    todo: 'Read Alloy’s log; it names the answer of the server.',
  },
} as const satisfies Record<CauseId, ErrorWord>;
