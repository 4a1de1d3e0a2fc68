/** Runs in the page before its own scripts; `__fakeSettings` was put there by the harness. */
import { createFakeBridge, type FakeMachine, type FakeSettings } from './fake-bridge';

declare global {
  // oxlint-disable-next-line no-var -- the one way to declare a global
  var __fakeSettings: FakeSettings | undefined;
  // oxlint-disable-next-line no-var
  var __fakeMachine: FakeMachine | undefined;
}

const { bridge, machine } = createFakeBridge(globalThis.__fakeSettings ?? { scenario: 'delivering' });
globalThis.__fakeMachine = machine;
Object.assign(globalThis, { alloy: bridge });
