import { makeStyles, tokens } from '@fluentui/react-components';
import { codeFont, desk, forcedColors } from './desk';

const useStyles = makeStyles({
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: '0.9em',
    ...codeFont,
    backgroundColor: desk.deskWell,
    border: `1px solid ${desk.deskEdgeSoft}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: '0 4px',
    overflowWrap: 'anywhere',
    [forcedColors]: { border: '1px solid CanvasText' },
  },
});

/** A sentence in which `back quotes` mark what is typed as it stands. */
export function MarkedText({ children }: { readonly children: string }) {
  const styles = useStyles();
  return children.split('`').map((part, index) =>
    index % 2 === 1 ? (
      // oxlint-disable-next-line react/no-array-index-key -- the parts of one sentence do not move
      <code key={index} className={styles.code}>
        {part}
      </code>
    ) : (
      part
    ),
  );
}
