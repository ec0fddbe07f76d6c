/**
 * Two builds: first the browser's files (`vite build`), whose names carry hashes; then the renderer
 * (`vite build --ssr`), one file for the server to load, which is told those names.
 */
import { existsSync, readFileSync } from 'node:fs'
import { defineConfig, type Plugin } from 'vite'
import { mendP2pMediaLoader } from './mend-p2p-media-loader.ts'

const here = (path: string) => new URL(path, import.meta.url).pathname
const MANIFEST = here('dist/manifest.json')

const ENTRIES = [
  'src/app/watch.tsx',
  'src/app/watch-playlist.tsx',
  'src/app/embed.tsx',
  'src/app/embed-password.ts',
  'src/app/upload.tsx',
  'src/app/my-videos.tsx',
  'src/app/my-playlist.ts',
  'src/app/archive.tsx',
  'src/app/edit-files.tsx',
  'src/app/edit-video.tsx',
  'src/app/notices.ts',
  'src/app/section-nav.ts',
  'src/app/visit.ts',
  'src/styles/site.css',
  'src/styles/studio.css',
  'src/styles/embed.css'
]

/** Files that no code of the browser imports, but pages name. */
const STILL_FILES = ['src/ui/favicon.svg']

function emitStillFiles(): Plugin {
  return {
    name: 'still-files',
    buildStart() {
      for (const path of STILL_FILES) {
        this.emitFile({
          type: 'asset',
          name: path.split('/').at(-1)!,
          originalFileName: path,
          source: readFileSync(here(path))
        })
      }
    }
  }
}

/** What p2p-media-loader imports of Node's world, in our own lighter words. */
const REPLACED = [
  { find: 'bittorrent-tracker', replacement: here('src/player/p2p/tracker-client.ts') },
  { find: /^debug$/, replacement: here('src/player/p2p/no-debug.ts') }
]

function readManifest(): string {
  if (!existsSync(MANIFEST)) throw new Error('Build the browser part first: vite build packages/client')
  return readFileSync(MANIFEST, 'utf8')
}

export default defineConfig(({ isSsrBuild }) => ({
  root: here('.'),
  base: '/client/',
  publicDir: false,
  logLevel: 'warn',
  resolve: { alias: REPLACED },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  ...(isSsrBuild
    ? {
        define: { BUILD_MANIFEST: readManifest() },
        ssr: { noExternal: true },
        build: {
          outDir: 'dist',
          emptyOutDir: false,
          copyPublicDir: false,
          minify: false,
          rolldownOptions: {
            input: here('src/render.tsx'),
            output: { entryFileNames: 'render.js', codeSplitting: false }
          }
        }
      }
    : {
        plugins: [emitStillFiles(), mendP2pMediaLoader()],
        build: {
          target: ['chrome111', 'firefox114', 'safari16.4'],
          outDir: 'dist',
          assetsInlineLimit: 0,
          manifest: 'manifest.json',
          modulePreload: { polyfill: false },
          rolldownOptions: { input: ENTRIES.map(here) }
        }
      })
}))
