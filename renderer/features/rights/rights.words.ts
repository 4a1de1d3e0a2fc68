export const rightsWords = {
  'rights-title': 'Alloy Desk needs the rights of an administrator',
  'rights-sub': ({ user, computer }: { user: string; computer: string }) =>
    `It runs as ${user} on ${computer}, without them. Nothing was changed.`,
  'rights-why': 'What they are for',
  'rights-why-service': 'The service',
  'rights-why-service-text': 'Windows lets only administrators start, stop and change the service Alloy.',
  'rights-why-file': 'The configuration',
  'rights-why-file-text':
    '`config.alloy` lies below `C:\\Program Files`, where only administrators write. Its back-ups and the record of changes lie where only administrators read.',
  'rights-why-look': 'What is seen',
  'rights-why-look-text':
    'Without them a part of what Alloy Desk shows would be missing, and it could not tell you which part.',
  'rights-elevate': 'Restart as administrator',
  'rights-elevating': 'Waiting for your answer to the question of Windows…',
  'rights-elevate-hint': 'Windows asks you to confirm. Alloy Desk closes and opens again.',
  'rights-demo': 'Open the demo',
  'rights-demo-hint': 'The demo shows the whole app on a made-up computer and changes nothing on this one.',
  'rights-failed-title': 'Alloy Desk cannot look at this computer',
  'rights-failed-sub': 'All it does on Windows goes through PowerShell scripts of its own.',
  'rights-open-title': 'Alloy Desk does not work from this folder',
  'rights-open-sub': 'A program with the rights of an administrator must lie where administrators alone can write.',
  'rights-again': 'Try again',
} as const;
