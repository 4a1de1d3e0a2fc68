export const aboutWords = {
  'about-title': 'About',
  'about-product': 'Alloy Desk',
  'about-version': ({ version }: { version: string }) => `Version ${version}`,
  'about-purpose': 'Sets up and watches Grafana Alloy on one Windows machine.',
  'about-affiliation':
    'Alloy Desk is not affiliated with Grafana Labs. Grafana, Alloy, Loki and Prometheus are names of their owners.',
  'about-machine': 'This machine',
  'about-computer': 'Computer',
  'about-windows': 'Windows',
  'about-user': 'Running as',
  'about-rights': 'Rights',
  'about-elevated': 'administrator',
  'about-not-elevated': 'not an administrator: nothing can be changed',
  'about-kind': 'Machine',
  'about-kind-demo': 'demo: a Windows computer kept in a folder',
  'about-kind-windows': 'this computer itself',
  'about-made-of': 'Made with',
  'about-licence': 'Licence',
  'about-licence-text':
    'Alloy Desk is free software under the Apache Licence 2.0. You may use, change and share it; the text is in the file `LICENSE` beside the program.',
  'about-third-party':
    'It contains software of others: Electron and Node.js (MIT), Chromium (BSD and others), React, Fluent UI and zod (MIT), diff (BSD). Every licence stands in full in the file `third-party-licences` beside the program.',
  'about-copy': 'the facts above for a support request',
  'about-support': 'For a support request',
} as const;
