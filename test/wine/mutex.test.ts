/**
 * The mutex adapters between two processes of one computer. What is expected is Microsoft's:
 * https://learn.microsoft.com/dotnet/api/system.threading.mutex,
 * https://learn.microsoft.com/windows/win32/sync/mutex-objects.
 */
import { afterEach, describe, expect } from 'vitest';
import { eventually } from '../contract/harness';
import { Bench, kept, useBench, verifies } from './bench';

const first = useBench();
const second = useBench();
const Name = 'Global\\AlloyDesk.Test';
const Mutex = kept('mutex');
const others: Bench[] = [];

const open = (bench: Bench): Promise<void> => bench.keep('mutex', 'Open-NamedMutex', { Name });
const enter = (bench: Bench): Promise<unknown> => bench.value('Enter-NamedMutex', { Mutex });
const exit = (bench: Bench): Promise<unknown> => bench.values('Exit-NamedMutex', { Mutex });
const close = (bench: Bench): Promise<unknown> => bench.values('Close-NamedMutex', { Mutex });

afterEach(async () => {
  await Promise.all(others.splice(0).map((bench) => bench.shell.close()));
});

describe('a named mutex', () => {
  verifies(
    ['Core/Open-NamedMutex', 'Enter-NamedMutex', 'Exit-NamedMutex', 'Close-NamedMutex'],
    'is had by one process at a time, and the other is refused at once',
    async () => {
      await open(first);
      await open(second);
      expect(await enter(first)).toBe(true);
      const askedAt = performance.now();
      expect(await enter(second)).toBe(false);
      // A wait would last as long as the first one has it: until below.
      expect(performance.now() - askedAt).toBeLessThan(15_000);
      await exit(first);
      expect(await enter(second)).toBe(true);
      await exit(second);
      await close(first);
      await close(second);
    },
  );

  verifies(['Core/Read-MutexOwner', 'Core/Open-NamedMutex'], 'belongs to the administrators', async () => {
    await open(first);
    expect(await first.value('Read-MutexOwner', { Mutex })).toBe('S-1-5-32-544');
    await close(first);
  });

  verifies(['Exit-NamedMutex'], 'is given back by its holder alone', async () => {
    await open(first);
    expect(await first.failure('Exit-NamedMutex', { Mutex })).toMatchObject({ type: 'ApplicationException' });
    await close(first);
  });

  verifies(['Close-NamedMutex', 'Enter-NamedMutex'], 'is of no use to those who have let go of it', async () => {
    await open(first);
    await close(first);
    expect(await first.failure('Enter-NamedMutex', { Mutex })).toMatchObject({ type: 'ObjectDisposedException' });
  });

  verifies(['Enter-NamedMutex'], 'falls to the next one when its holder dies, who is told so', async () => {
    const holder = new Bench();
    others.push(holder);
    await open(holder);
    await open(first);
    expect(await enter(holder)).toBe(true);
    await holder.shell.close();
    const { failure } = await eventually(
      () => first.answer('Enter-NamedMutex', { Mutex }),
      (answer) => answer.values?.[0] !== false,
    );
    expect(failure).toMatchObject({ type: 'AbandonedMutexException' });
    // It is ours all the same.
    await exit(first);
    await close(first);
  });
});
