import { makeStyles, tokens } from '@fluentui/react-components';
import { Info16Regular, Warning16Filled } from '@fluentui/react-icons';
import type { NoteWords } from '../../shared/contract/words';
import { sentenceOf, t } from '../words/t';
import { desk } from './desk';
import { MarkedText } from './MarkedText';

const useStyles = makeStyles({
  note: {
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} 0`,
    overflowWrap: 'anywhere',
  },
  icon: { marginTop: '2px' },
  warning: { marginTop: '2px', color: desk.deskWarning },
});

/** Notes that speak of data that will be missing. */
const warnings: ReadonlySet<NoteWords['id']> = new Set([
  'note-pending-samples-lost',
  'note-no-data-while-stopped',
  'note-dead-endpoint-slow',
  'note-collectors-may-stop-start',
]);

/** What a person should know before they confirm. */
export function NoteList({ notes }: { readonly notes: readonly NoteWords[] }) {
  const styles = useStyles();
  if (notes.length === 0) return null;
  return (
    <ul aria-label={t('notes-label')}>
      {notes.map((note) => (
        <li key={note.id} className={styles.note}>
          {warnings.has(note.id) ? (
            <Warning16Filled className={styles.warning} aria-hidden />
          ) : (
            <Info16Regular className={styles.icon} aria-hidden />
          )}
          <span>
            <MarkedText>{sentenceOf(note)}</MarkedText>
          </span>
        </li>
      ))}
    </ul>
  );
}
