import { EventEmitter } from 'node:events';
import { settings } from './settings';
import { strict } from './strict';

type ThemeSource = Electron.NativeTheme['themeSource'];

/** What the system would say; a test changes it. */
export const systemTheme = {
  prefersDark: settings.colorScheme === 'dark',
  forcedColors: settings.forcedColors ?? false,
};

/** Every contents follows the theme; `windows.ts` says which there are. */
const followers = new Set<() => void>();

export function followTheme(follower: () => void): void {
  followers.add(follower);
}

class NativeThemeDouble
  extends EventEmitter
  implements
    Pick<
      Electron.NativeTheme,
      | 'themeSource'
      | 'shouldUseDarkColors'
      | 'shouldUseHighContrastColors'
      | 'inForcedColorsMode'
      | 'shouldUseInvertedColorScheme'
      | 'prefersReducedTransparency'
    >
{
  readonly shouldUseInvertedColorScheme = false;
  readonly prefersReducedTransparency = false;
  source: ThemeSource = 'system';

  get themeSource(): ThemeSource {
    return this.source;
  }

  set themeSource(source: ThemeSource) {
    if (source === this.source) return;
    this.source = source;
    this.change();
  }

  get shouldUseDarkColors(): boolean {
    return this.source === 'system' ? systemTheme.prefersDark : this.source === 'dark';
  }

  get shouldUseHighContrastColors(): boolean {
    return systemTheme.forcedColors;
  }

  get inForcedColorsMode(): boolean {
    return systemTheme.forcedColors;
  }

  change(): void {
    for (const follow of followers) follow();
    this.emit('updated');
  }
}

export const nativeTheme = strict('nativeTheme', new NativeThemeDouble());

/** What a page's media queries see. */
export function mediaFeatures(): { name: string; value: string }[] {
  return [
    { name: 'prefers-color-scheme', value: nativeTheme.shouldUseDarkColors ? 'dark' : 'light' },
    { name: 'forced-colors', value: systemTheme.forcedColors ? 'active' : 'none' },
    { name: 'prefers-contrast', value: systemTheme.forcedColors ? 'more' : 'no-preference' },
  ];
}
