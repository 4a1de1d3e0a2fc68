import { makeStyles, tokens } from '@fluentui/react-components';
import { codeFont, desk, forcedColors } from '../../parts/desk';

/** What the boxes of the flow have in common. */
export const useFlowStyles = makeStyles({
  box: {
    minWidth: 0,
    padding: '11px 13px',
    border: `1px solid ${desk.deskEdge}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: desk.deskCard,
    [forcedColors]: { border: '1px solid CanvasText' },
  },
  losing: { border: `1px solid ${desk.deskBad}`, [forcedColors]: { border: '2px solid Highlight' } },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0 8px', minWidth: 0 },
  line: { display: 'flex', alignItems: 'center', columnGap: '8px', minWidth: 0 },
  name: {
    flexGrow: 1,
    minWidth: 0,
    fontWeight: tokens.fontWeightSemibold,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  caption: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
  code: { fontFamily: tokens.fontFamilyMonospace, ...codeFont },
});
