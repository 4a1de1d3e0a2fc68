import type { WebPreferences } from 'electron';

/** W1: every window and view gets these and nothing weaker. A view of a stranger's page has no preload. */
export function webPreferences({
  partition,
  preload,
  devTools,
}: {
  /** Its session; never the default one, which lies on disk. */
  readonly partition: string;
  readonly preload?: string;
  readonly devTools: boolean;
}): WebPreferences {
  return {
    partition,
    ...(preload === undefined ? {} : { preload }),
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools,
  };
}
