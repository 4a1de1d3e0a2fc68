/** Names of the own theme tokens; their values, light and dark, stand in the theme of the app. */

export const deskTokenNames = [
  'deskMica',
  'deskLayer',
  'deskCard',
  'deskWell',
  'deskEdge',
  'deskEdgeSoft',
  'deskMetrics',
  'deskMetricsTint',
  'deskLogs',
  'deskTraces',
  'deskTargets',
  'deskModules',
  'deskGood',
  'deskWarning',
  'deskBad',
  'deskBadTint',
  'deskWarningTint',
  'deskAddedTint',
  'deskAdded',
  'deskRemovedTint',
  'deskRemoved',
  'deskSyntaxBlock',
  'deskSyntaxString',
  'deskSyntaxComment',
] as const;

export type DeskToken = (typeof deskTokenNames)[number];

/** `desk.deskCard` is `var(--deskCard)`, to be used in `makeStyles` beside Fluent's `tokens`. */
export const desk = Object.fromEntries(deskTokenNames.map((name) => [name, `var(--${name})`])) as Record<
  DeskToken,
  string
>;

/** Code stays what one types: no ligatures. */
export const codeFont = {
  fontVariantLigatures: 'none',
  fontFeatureSettings: '"calt" 0, "liga" 0',
} as const;

/** Widths at which the layout changes: icons only, then one column. */
export const narrow = '@media (max-width: 1100px)';
export const oneColumn = '@media (max-width: 900px)';
export const lowWindow = '@media (max-height: 779px)';
export const forcedColors = '@media (forced-colors: active)';
