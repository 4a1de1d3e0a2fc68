import { makeStyles, mergeClasses, SkeletonItem, tokens } from '@fluentui/react-components';
import { desk, forcedColors } from './desk';

const useStyles = makeStyles({
  block: {
    backgroundColor: desk.deskCard,
    border: `1px solid ${desk.deskEdgeSoft}`,
    borderRadius: tokens.borderRadiusXLarge,
    [forcedColors]: { border: '1px solid CanvasText' },
  },
  low: { height: '78px' },
  middle: { height: '200px' },
  high: { height: '320px' },
});

/** The place of something that is being read, in its final size; inside Fluent's `Skeleton`, which names it. */
export function LoadingBlock({ size }: { readonly size: 'low' | 'middle' | 'high' }) {
  const styles = useStyles();
  return <SkeletonItem appearance="translucent" className={mergeClasses(styles.block, styles[size])} />;
}
