/**
 * One configuration for every program that is built; `TARGET` picks one (see build/build.mjs). With `PACKAGED=1` it builds
 * what is packaged, into a folder of its own: what only an unpackaged app may do is left out of it.
 */
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import react from '@vitejs/plugin-react';
import { moduleHashesModule } from './build/module-hashes.mjs';
import { shippedPackages } from './build/shipped-packages.mjs';
import { rendererFileMap, rendererFilesModule } from './build/renderer-files.mjs';
import { packagedFolder, targets } from './build/targets.mjs';

const isPackaged = process.env['PACKAGED'] === '1';
const dist = isPackaged ? `${packagedFolder}/dist` : 'dist';

const plain = { emptyOutDir: true, minify: false, sourcemap: false, reportCompressedSize: false } as const;

/**
 * Libraries of Node look for this one and work without it. Whether it is there depends on the tools that are installed, and
 * no tool may decide what ships.
 */
const optional = 'supports-color';
const withoutOptional: Plugin = {
  name: 'without-optional',
  enforce: 'pre',
  resolveId: (id) => (id === optional ? `\0${optional}` : undefined),
  load: (id) => (id === `\0${optional}` ? 'export {};' : undefined),
};

/** A program for Node: everything bundled but Electron itself. What runs on the installed Node 20 is built for its syntax. */
function nodeProgram(name: string, entry: string): UserConfig {
  return {
    build: {
      ...plain,
      ssr: entry,
      outDir: `${dist}/${name}`,
      target: 'node20',
      rolldownOptions: { external: ['electron'], output: { format: 'es', entryFileNames: `${name}.js` } },
    },
    plugins: [withoutOptional],
    ssr: { noExternal: true, external: ['electron'], target: 'node' },
  };
}

const configurations: Record<string, (entry: string) => UserConfig> = {
  renderer: () => ({
    root: 'renderer',
    base: './',
    plugins: [react(), rendererFileMap()],
    worker: { format: 'es' },
    build: {
      outDir: `../${dist}/renderer`,
      emptyOutDir: true,
      target: 'chrome150',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
    },
  }),
  main: (entry) => ({
    ...nodeProgram('main', entry),
    plugins: [withoutOptional, rendererFilesModule(), moduleHashesModule()],
  }),
  preload: (entry) => ({
    build: {
      ...plain,
      outDir: `${dist}/preload`,
      target: 'chrome150',
      lib: { entry, formats: ['cjs'], fileName: () => 'preload.cjs' },
      rolldownOptions: { external: ['electron'], output: { codeSplitting: false } },
    },
  }),
  'demo-alloy': (entry) => nodeProgram('demo-alloy', entry),
  'service-host': (entry) => nodeProgram('service-host', entry),
  'electron-double': () => ({
    build: {
      ...plain,
      ssr: true,
      outDir: 'dist/electron-double',
      target: 'node20',
      rolldownOptions: {
        input: ['electron', 'register', 'hooks', 'utility-shim'].map((name) => `build/electron-double/${name}.ts`),
        external: ['playwright-core'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
    ssr: { noExternal: true, external: ['playwright-core'], target: 'node' },
  }),
};

export default defineConfig(() => {
  const name = process.env['TARGET'] ?? 'renderer';
  const target = targets.find((candidate) => candidate.name === name);
  const configuration = configurations[name];
  if (!target || !configuration) throw new Error(`unknown TARGET "${name}"`);
  const own = configuration(target.entry);
  const define = { PACKAGED_BUILD: String(isPackaged) };
  // The double stays on the desk; everything else ships and brings the software of others along. What is packaged holds
  // a part of that and has nothing to add.
  const isNoted = name !== 'electron-double' && !isPackaged;
  const plugins = [...(own.plugins ?? []), ...(isNoted ? [shippedPackages(name)] : [])];
  return { clearScreen: false, logLevel: 'warn', publicDir: false, define, ...own, plugins };
});
