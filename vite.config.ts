/** One configuration for every program that is built; `TARGET` picks one (see build/build.mjs). */
import { defineConfig, type UserConfig } from 'vite';
import react from '@vitejs/plugin-react';
import { rendererFileMap, rendererFilesModule } from './build/renderer-files.mjs';

const outside = { emptyOutDir: true, minify: false, sourcemap: false } as const;

/** A program for Node: everything bundled but Electron itself. */
function nodeProgram(entry: string, name: string, target: string): UserConfig {
  return {
    build: {
      ...outside,
      ssr: entry,
      outDir: `dist/${name}`,
      target,
      rolldownOptions: { external: ['electron'], output: { format: 'es', entryFileNames: `${name}.js` } },
    },
    ssr: { noExternal: true, external: ['electron'], target: 'node' },
  };
}

const targets: Record<string, () => UserConfig> = {
  renderer: () => ({
    root: 'renderer',
    base: './',
    plugins: [react(), rendererFileMap()],
    worker: { format: 'es' },
    build: {
      outDir: '../dist/renderer',
      emptyOutDir: true,
      target: 'chrome150',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
    },
  }),
  main: () => ({ ...nodeProgram('electron/main.ts', 'main', 'node20'), plugins: [rendererFilesModule()] }),
  preload: () => ({
    build: {
      ...outside,
      outDir: 'dist/preload',
      target: 'chrome150',
      lib: { entry: 'electron/preload/preload.ts', formats: ['cjs'], fileName: () => 'preload.cjs' },
      rolldownOptions: { external: ['electron'], output: { codeSplitting: false } },
    },
  }),
  // What runs on the installed Node 20 is built for its syntax.
  'demo-alloy': () => nodeProgram('electron/demo-alloy/demo-alloy.ts', 'demo-alloy', 'node20'),
  'service-host': () => nodeProgram('electron/machine-demo/service-host.ts', 'service-host', 'node20'),
};

export default defineConfig(() => {
  const name = process.env['TARGET'] ?? 'renderer';
  const target = targets[name];
  if (!target) throw new Error(`unknown TARGET "${name}"`);
  return { configFile: false, clearScreen: false, logLevel: 'warn', ...target() };
});
