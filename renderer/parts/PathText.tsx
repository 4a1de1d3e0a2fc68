import { Fragment } from 'react';

/** A path that breaks behind its back-slashes instead of in the middle of a name. */
export function PathText({ path }: { readonly path: string }) {
  return path.split(/(?<=[\\/])/).map((part, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- the parts of one path do not move
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ));
}
