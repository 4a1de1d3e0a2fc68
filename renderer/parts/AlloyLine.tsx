import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { desk, forcedColors } from './desk';

const useStyles = makeStyles({
  block: { color: desk.deskSyntaxBlock, [forcedColors]: { color: 'CanvasText' } },
  string: { color: desk.deskSyntaxString, [forcedColors]: { color: 'CanvasText' } },
  comment: { color: desk.deskSyntaxComment, [forcedColors]: { color: 'CanvasText' } },
});

/** Comment, string, or the name of a block before its label and brace. Colour is a help, never a statement. */
const token = /(\/\/.*)|("(?:[^"\\]|\\.)*"|`[^`]*`)|([A-Za-z_][\w.]*)(?=\s*(?:"[^"]*"\s*)?\{)/g;

/** One line of a configuration with light colours. */
export function AlloyLine({ text }: { readonly text: string }) {
  const styles = useStyles();
  const parts: ReactNode[] = [];
  let last = 0;
  for (const match of text.matchAll(token)) {
    const [whole, comment, string] = match;
    parts.push(text.slice(last, match.index));
    const className = comment === undefined ? (string === undefined ? styles.block : styles.string) : styles.comment;
    parts.push(
      <span key={match.index} className={className}>
        {whole}
      </span>,
    );
    last = match.index + whole.length;
  }
  parts.push(text.slice(last));
  return parts;
}
