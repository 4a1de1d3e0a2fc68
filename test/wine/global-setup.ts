/** One Windows for the run, as new; it ends and goes away with the run. */
import type { TestProject } from 'vitest/node';
import { copyForRun, endRun, ensureWine, type WineHome } from '../../build/ensure-wine.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    wine: WineHome;
  }
}

export function setup(project: TestProject): () => void {
  const home = ensureWine();
  if ('notRun' in home) throw new Error(home.notRun);
  const computer = copyForRun(home);
  project.provide('wine', computer);
  return () => endRun(computer);
}
