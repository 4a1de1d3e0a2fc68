/** Resolves `electron` to the double; runs on the thread of Node's module hooks. */
import type { ResolveHook } from 'node:module';

const double = new URL('./electron.js', import.meta.url).href;

export const resolve: ResolveHook = (specifier, context, next) =>
  specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context);
