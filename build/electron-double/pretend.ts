/**
 * Hands a stand-in over where Electron's own type is asked for. What the stand-in lacks throws when it is touched
 * (`strict`), so the pretence is found out at once.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names what is pretended
export function pretend<T>(value: unknown): T {
  return value as T;
}
