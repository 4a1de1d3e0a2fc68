/** Made by the renderer's build and bundled into the main process (`build/renderer-files.mjs`). */
declare module 'virtual:renderer-files' {
  export const rendererFiles: Readonly<Record<string, { readonly file: string; readonly contentType: string }>>;
}
