/** Alloy shows user and password of a URL in clear, in its log and its API; we do not pass them on. */
export function redactCredentials(text: string): string {
  return text.replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"'`]*@/gi, '$1***@');
}
