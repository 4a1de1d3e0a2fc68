import { Checkbox, makeStyles, mergeClasses, SearchBox, Select, tokens } from '@fluentui/react-components';
import { memo, useMemo, useState } from 'react';
import type { CollectorName } from '../../../shared/contract/collector-names';
import type { SetupContext } from '../../../shared/contract/setup';
import { codeFont, desk, forcedColors, oneColumn } from '../../parts/desk';
import { StatusMark, type Tone } from '../../parts/StatusMark';
import { formatNumber } from '../../words/format';
import { t } from '../../words/t';
import {
  collectorFilters,
  collectorGroups,
  type CollectorFilter,
  type CollectorNote,
  type CollectorRow,
} from './collector-list';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    minHeight: 0,
    backgroundColor: desk.deskCard,
    border: `1px solid ${desk.deskEdge}`,
    borderRadius: tokens.borderRadiusXLarge,
    overflow: 'hidden',
    [forcedColors]: { border: '1px solid CanvasText' },
  },
  tools: { display: 'flex', flexWrap: 'wrap', gap: '8px', padding: '11px 15px' },
  search: { flexGrow: 1, minWidth: '160px', maxWidth: 'none' },
  problem: { padding: '0 15px 8px', color: desk.deskBad },
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto', [oneColumn]: { overflowY: 'visible' } },
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: desk.deskCard,
    [oneColumn]: { position: 'static' },
  },
  headCell: {
    height: '32px',
    padding: '0 6px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    textAlign: 'left',
    whiteSpace: 'nowrap',
  },
  nameColumn: { width: '180px', paddingLeft: '15px' },
  seriesColumn: { width: '52px', textAlign: 'right' },
  noteColumn: { width: '128px', paddingRight: '15px' },
  group: {
    height: '28px',
    padding: '0 15px',
    backgroundColor: desk.deskWell,
    borderTop: `1px solid ${desk.deskEdgeSoft}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    textAlign: 'left',
    [forcedColors]: { borderTopColor: 'CanvasText' },
  },
  groupCount: { float: 'right', fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground3 },
  row: { ':hover': { backgroundColor: desk.deskWell } },
  cell: {
    height: '32px',
    padding: '1px 6px',
    borderTop: `1px solid ${desk.deskEdgeSoft}`,
    fontWeight: tokens.fontWeightRegular,
    textAlign: 'left',
    [forcedColors]: { borderTopColor: 'CanvasText' },
  },
  nameCell: { paddingLeft: '7px' },
  // Fluent's box has a margin of 8 px for touch, which a row of 32 px has no room for.
  box: { display: 'flex', minHeight: '31px', marginTop: 0, marginBottom: 0 },
  name: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground1,
    ...codeFont,
  },
  text: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  series: { textAlign: 'right' },
  dim: { color: tokens.colorNeutralForeground3 },
  notes: { display: 'flex', flexWrap: 'wrap', columnGap: '8px' },
  none: { padding: '24px 15px', color: tokens.colorNeutralForeground2 },
  legend: {
    padding: '8px 15px',
    borderTop: `1px solid ${desk.deskEdgeSoft}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    [forcedColors]: { borderTopColor: 'CanvasText' },
  },
});

export interface CollectorTableProps {
  readonly chosen: readonly CollectorName[];
  readonly presence: SetupContext['collectorPresence'];
  readonly isProblemShown: boolean;
  readonly onToggle: (name: CollectorName, isChosen: boolean) => void;
}

/** All collectors with what they collect, what they cost and what to know about them. */
export function CollectorTable({ chosen, presence, isProblemShown, onToggle }: CollectorTableProps) {
  const styles = useStyles();
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<CollectorFilter>('all');
  const groups = useMemo(
    () => collectorGroups({ chosen, presence, filter, search }),
    [chosen, presence, filter, search],
  );
  const shown = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <section className={styles.root} aria-label={t('collectors-title')}>
      <div className={styles.tools}>
        <SearchBox
          className={styles.search}
          placeholder={t('collectors-find')}
          aria-label={t('collectors-find')}
          value={search}
          onChange={(_, { value }) => setSearch(value)}
        />
        <Select
          aria-label={t('collectors-filter')}
          value={filter}
          onChange={(_, { value }) => setFilter(collectorFilters.find((known) => known === value) ?? 'all')}
        >
          {collectorFilters.map((id) => (
            <option key={id} value={id}>
              {t(`collectors-filter-${id}`)}
            </option>
          ))}
        </Select>
      </div>
      {isProblemShown && chosen.length === 0 && (
        <p className={styles.problem} role="alert">
          <StatusMark tone="bad">{t('problem-none-chosen')}</StatusMark>
        </p>
      )}
      {/* The keyboard scrolls what has the focus. */}
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={t('collectors-title')}>
          <thead className={styles.head}>
            <tr>
              <th scope="col" className={mergeClasses(styles.headCell, styles.nameColumn)}>
                {t('collectors-column-name')}
              </th>
              <th scope="col" className={styles.headCell}>
                {t('collectors-column-what')}
              </th>
              <th scope="col" className={mergeClasses(styles.headCell, styles.seriesColumn)}>
                {t('collectors-column-series')}
              </th>
              <th scope="col" className={mergeClasses(styles.headCell, styles.noteColumn)}>
                {t('collectors-column-note')}
              </th>
            </tr>
          </thead>
          {groups.map(({ group, rows, chosen: count, count: all }) => (
            <tbody key={group}>
              <tr>
                <th scope="rowgroup" colSpan={4} className={styles.group}>
                  {t(`group-${group}`)}
                  <span className={styles.groupCount}>
                    {t('collectors-group-count', { chosen: count, count: all })}
                  </span>
                </th>
              </tr>
              {rows.map((row) => (
                <Row key={row.facts.name} row={row} isChosen={row.isChosen} onToggle={onToggle} />
              ))}
            </tbody>
          ))}
        </table>
        {shown === 0 && <p className={styles.none}>{t('collectors-none')}</p>}
        <p className={styles.legend}>{t('collectors-legend')}</p>
      </div>
    </section>
  );
}

interface RowProps {
  readonly row: CollectorRow;
  readonly isChosen: boolean;
  readonly onToggle: (name: CollectorName, isChosen: boolean) => void;
}

const noteTones: Readonly<Record<CollectorNote, Tone>> = {
  heavy: 'warning',
  slow: 'busy',
  risky: 'warning',
  found: 'good',
  'not-found': 'off',
  'needs-settings': 'info',
};

/** Forty-seven boxes are many: a row is drawn again only when its tick changes. */
const Row = memo(
  function Row({ row, onToggle }: RowProps) {
    const styles = useStyles();
    const { facts, what, isChosen, notes } = row;
    return (
      <tr className={styles.row}>
        <th scope="row" className={mergeClasses(styles.cell, styles.nameCell)}>
          <Checkbox
            className={styles.box}
            checked={isChosen}
            label={<span className={styles.name}>{facts.name}</span>}
            onChange={(_, { checked }) => onToggle(facts.name, checked === true)}
          />
        </th>
        <td className={mergeClasses(styles.cell, styles.text)}>{what}</td>
        <td className={mergeClasses(styles.cell, styles.series)}>
          {facts.recordedSeries === 0 ? (
            <span className={styles.dim} title={t('collectors-series-unknown')}>
              –
            </span>
          ) : (
            formatNumber(facts.recordedSeries)
          )}
        </td>
        <td className={styles.cell}>
          <span className={styles.notes}>
            {notes.map((note) => (
              <StatusMark key={note} tone={noteTones[note]}>
                {t(`collector-${note}`)}
              </StatusMark>
            ))}
          </span>
        </td>
      </tr>
    );
  },
  (before, after) => before.row.facts === after.row.facts && before.isChosen === after.isChosen,
);
