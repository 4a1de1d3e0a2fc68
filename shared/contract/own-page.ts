/** Where our own page lives; both the guard of requests and the guards of navigation compare with it. */

/** True for a URL of our own page: by scheme and host, because Node calls the origin of `app:` the string "null". */
export function isOwnPage(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'app:' && url.host === 'ui' && url.username === '' && url.password === '';
}
