/** How the double is to behave; a test or the start script passes it as JSON in the environment. */
export interface DoubleSettings {
  readonly headless?: boolean;
  /** The browser to drive; looked for when absent. */
  readonly browser?: string;
  /** Overrides the size that the app asks for. */
  readonly width?: number;
  readonly height?: number;
  /** What the system prefers while `nativeTheme.themeSource` is `system`. */
  readonly colorScheme?: 'light' | 'dark';
  readonly forcedColors?: boolean;
  /** The user data folder, so that two instances can share one. */
  readonly userData?: string;
}

export const settingsVariable = 'ELECTRON_DOUBLE';

/** The settings of this process. */
export const settings: DoubleSettings = readSettings(process.env[settingsVariable]);

// The app and what it starts never see the double's own variable.
delete process.env[settingsVariable];

function readSettings(text: string | undefined): DoubleSettings {
  const value: unknown = JSON.parse(text ?? '{}');
  if (typeof value !== 'object' || value === null) throw new Error(`${settingsVariable} is not an object`);
  return value;
}
