/** Words of Go for what the operating system says about a file. */

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  ENOTDIR: 'not a directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'read-only file system',
  EEXIST: 'not a directory',
  EISDIR: 'is a directory',
};

/** `open PATH: no such file or directory`. */
export function fileProblem(operation: string, path: string, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return `${operation} ${path}: ${reasons[code] ?? code}`;
}
