/** Runs in the page before its own scripts; `fakeSettings` was put there by the harness. */
import { createFakeBridge, type FakeMachine, type FakeSettings } from './fake-bridge';

declare global {
  // oxlint-disable-next-line no-var -- the one way to declare a global
  var fakeSettings: FakeSettings | undefined;
  // oxlint-disable-next-line no-var
  var fakeMachine: FakeMachine | undefined;
}

const { bridge, machine } = createFakeBridge(globalThis.fakeSettings ?? { scenario: 'delivering' });
globalThis.fakeMachine = machine;
Object.assign(globalThis, { alloy: bridge });
