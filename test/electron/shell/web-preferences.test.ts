import { describe, expect, it } from 'vitest';
import { webPreferences } from '../../../electron/shell/web-preferences';

describe('web preferences', () => {
  it('state every wall', () => {
    expect(webPreferences({ partition: 'page', preload: '/preload.cjs', devTools: false })).toEqual({
      partition: 'page',
      preload: '/preload.cjs',
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
      devTools: false,
    });
  });

  it('of a stranger have no preload', () => {
    expect(webPreferences({ partition: 'stranger', devTools: false })).not.toHaveProperty('preload');
  });
});
