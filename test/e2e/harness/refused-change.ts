import type { RunningApp } from './app';

/** What the page asks for past its own buttons, as a page that has been taken over would: a restart of the service. */
export function askForRestart({ page }: RunningApp): Promise<unknown> {
  return page.evaluate(() =>
    (
      globalThis as unknown as { alloy: { serviceControl(request: object, id: string): Promise<unknown> } }
    ).alloy.serviceControl({ action: 'restart', planHash: 'a'.repeat(64) }, '11111111-1111-4111-8111-111111111111'),
  );
}
