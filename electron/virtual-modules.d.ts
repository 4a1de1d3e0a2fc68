/**
 * True in the build that is packaged: what only an unpackaged app may do is then not in it at all (`vite.config.ts`).
 */
declare const PACKAGED_BUILD: boolean;

/** The files of the PowerShell module as they were when the main process was built (`build/module-hashes.mjs`). */
declare module 'virtual:module-hashes' {
  export const moduleHashes: readonly { readonly path: string; readonly sha256: string }[];
}

/** Made by the renderer's build and bundled into the main process (`build/renderer-files.mjs`). */
declare module 'virtual:renderer-files' {
  export const rendererFiles: Readonly<Record<string, { readonly file: string; readonly contentType: string }>>;
}
