/** The only place with colours of our own: Fluent's themes, and the values of the own tokens for light and dark. */
import { webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components';
import type { DeskToken } from '../parts/desk';

type DeskTheme = Theme & Readonly<Record<DeskToken, string>>;

const fonts = {
  fontFamilyBase: "'Segoe UI Variable Text', 'Segoe UI Variable', 'Segoe UI', 'Open Sans', 'Noto Sans', sans-serif",
  fontFamilyNumeric: "'Segoe UI Variable Text', 'Segoe UI Variable', 'Segoe UI', 'Open Sans', 'Noto Sans', sans-serif",
  fontFamilyMonospace: "'Cascadia Mono', 'Cascadia Code', Consolas, 'DejaVu Sans Mono', monospace",
};

const lightDesk: Readonly<Record<DeskToken, string>> = {
  deskMica: '#ecf0f6',
  deskLayer: '#fafafa',
  deskCard: '#ffffff',
  deskWell: '#f7f7f7',
  deskEdge: '#e0e0e0',
  deskEdgeSoft: '#ededed',
  deskMetrics: '#1a62c6',
  deskMetricsTint: '#edf3fc',
  deskLogs: '#8a5a00',
  deskTraces: '#7a3ebd',
  deskTargets: '#0a7570',
  deskModules: '#5f6368',
  deskGood: '#0e700e',
  deskWarning: '#a33f05',
  deskBad: '#b10e1c',
  deskBadTint: '#fdf3f4',
  deskWarningTint: '#fdf6f3',
  deskAddedTint: '#e9f6ec',
  deskAdded: '#0b6a2b',
  deskRemovedTint: '#fdeceb',
  deskRemoved: '#a4262c',
  deskSyntaxBlock: '#0f5ca8',
  deskSyntaxString: '#8a3a1a',
  deskSyntaxComment: '#5c6b5c',
};

const darkDesk: Readonly<Record<DeskToken, string>> = {
  deskMica: '#191c21',
  deskLayer: '#202124',
  deskCard: '#292a2d',
  deskWell: '#232427',
  deskEdge: '#3d3e42',
  deskEdgeSoft: '#35363a',
  deskMetrics: '#74b3ff',
  deskMetricsTint: '#22344c',
  deskLogs: '#f0b849',
  deskTraces: '#c49eff',
  deskTargets: '#4ccfc4',
  deskModules: '#b4b7bd',
  deskGood: '#6cc46c',
  deskWarning: '#faa06b',
  deskBad: '#f1868f',
  deskBadTint: '#3a2527',
  deskWarningTint: '#38291f',
  deskAddedTint: '#16321f',
  deskAdded: '#7fd494',
  deskRemovedTint: '#40201f',
  deskRemoved: '#f5a3a0',
  deskSyntaxBlock: '#74b3ff',
  deskSyntaxString: '#e6a585',
  deskSyntaxComment: '#8b9b8b',
};

export const lightTheme: DeskTheme = { ...webLightTheme, ...fonts, ...lightDesk };
/** Fluent's third foreground is too faint on our dark cards for captions. */
export const darkTheme: DeskTheme = { ...webDarkTheme, ...fonts, ...darkDesk, colorNeutralForeground3: '#b3b3b3' };
