/**
 * How much of the processor's time the work takes in this process, in milliseconds: what others do on a busy machine is
 * not counted. The least of three attempts, or the first that is below the limit.
 */
export function cpuMs(work: () => void, limitMs: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && least >= limitMs; attempt++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}
