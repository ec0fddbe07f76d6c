/** Reads the imports of the sources and says which rules they break. Source text only: no build, no compiler API. */
import { dirname, join } from 'node:path/posix'

export interface Edge {
  readonly file: string
  readonly target: string
  readonly isTypeOnly: boolean
}

/** Server layers, top to bottom. A layer may import itself and anything below. */
const SERVER_LAYERS = ['app', 'federation', 'features', 'platform', 'contract', 'kernel']

/** Client folders and what each may import besides itself. */
const CLIENT_USES: Record<string, readonly string[]> = {
  app: ['pages', 'features', 'player', 'ui', 'api', 'i18n', 'styles'],
  pages: ['features', 'player', 'document', 'ui', 'api', 'i18n'],
  features: ['document', 'ui', 'api', 'i18n'],
  document: ['ui', 'i18n'],
  player: ['i18n'],
  ui: ['i18n'],
  api: [],
  i18n: [],
  styles: []
}

/** Libraries that one place alone may import. A new owner or exception is added here, in the same review. */
const OWNERS: Record<string, RegExp> = {
  pg: /^packages\/server\/src\/platform\/postgres\.ts$/,
  bullmq: /^packages\/(server\/src\/platform|transcoder\/src)\/queue\.ts$/,
  ioredis: /^packages\/(server\/src\/platform|transcoder\/src)\/queue\.ts$/,
  '@uploadx/core': /^packages\/server\/src\/features\/uploads\//,
  '@fastify/busboy': /^packages\/server\/src\/platform\/form\.ts$/,
  '@fedify/fedify': /^packages\/server\/src\/federation\//,
  'fluent-ffmpeg': /^packages\/transcoder\/src\/ffmpeg\//,
  'bittorrent-tracker': /^packages\/server\/src\/features\/tracker\//,
  ws: /^packages\/server\/src\/features\/tracker\//,
  'parse-torrent': /^packages\/server\/src\/platform\/torrent\//,
  'webrtc-polyfill': /^packages\/server\/src\/(platform\/torrent|features\/tracker)\//,
  webtorrent: /^packages\/server\/src\/platform\/torrent\//,
  'hls.js': /^packages\/client\/src\/player\//,
  'p2p-media-loader-core': /^packages\/client\/src\/player\/p2p\//,
  'p2p-media-loader-hlsjs': /^packages\/client\/src\/player\/p2p\//,
  otpauth: /^packages\/server\/src\/features\/two-factor\//,
  'socket.io': /^packages\/server\/src\/platform\/sockets\.ts$/,
  'markdown-it': /^packages\/server\/src\/features\/pages\//,
  yauzl: /^packages\/server\/src\/features\/(exports|user-imports)\//,
  yazl: /^packages\/server\/src\/features\/(exports|user-imports)\//,
  nodemailer: /^packages\/server\/src\/features\/mail\//,
  preact: /^packages\/client\/src\//
}

const packageOf = (path: string) => /^packages\/([^/]+)\//.exec(path)?.[1]
const layerOf = (path: string) => SERVER_LAYERS.indexOf(/^packages\/server\/src\/([^/]+)\//.exec(path)?.[1] ?? '')
const sliceOf = (path: string) => /^packages\/server\/src\/features\/([^/]+)\//.exec(path)?.[1]
const clientFolderOf = (path: string) => /^packages\/client\/src\/([^/]+)\//.exec(path)?.[1]

/** Package name without a sub-path: `preact/hooks` is `preact`. */
const libraryOf = (target: string) =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')

/** @param file Path relative to the repository's root. */
export function readEdges(file: string, source: string): Edge[] {
  const statements = source.matchAll(/^\s*(import type |import |export )(?:[^;'"]*? from )?['"]([^'"]+)['"]/gm)
  const dynamic = source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)
  const found = [
    ...[...statements].map(([, keyword, target = '']) => ({ target, isTypeOnly: keyword === 'import type ' })),
    ...[...dynamic].map(([, target = '']) => ({ target, isTypeOnly: false }))
  ]
  return found.map(({ target, isTypeOnly }) => ({
    file,
    target: target.startsWith('.') ? join(dirname(file), target) : target,
    isTypeOnly
  }))
}

export const RULES: Record<string, (edges: readonly Edge[]) => string[]> = {
  'server layers point downwards': edges =>
    broken(edges, ({ file, target }) => layerOf(file) >= 0 && layerOf(target) >= 0 && layerOf(target) < layerOf(file)),

  'a slice is entered by its index.ts': edges =>
    broken(
      edges,
      ({ file, target }) =>
        sliceOf(target) !== undefined && sliceOf(target) !== sliceOf(file) && !target.endsWith('/index.ts')
    ),

  'slices form no cycle': edges => {
    const uses = new Map<string, Set<string>>()
    for (const { file, target } of edges) {
      const from = sliceOf(file)
      const to = sliceOf(target)
      if (from && to && from !== to) uses.set(from, (uses.get(from) ?? new Set()).add(to))
    }
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      [...(uses.get(from) ?? [])].some(next => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))))
    return [...uses.keys()].filter(slice => reaches(slice, slice))
  },

  'packages are entered by their exports, and the client takes types only': edges =>
    broken(
      edges,
      ({ file, target, isTypeOnly }) =>
        (packageOf(target) !== undefined && packageOf(target) !== packageOf(file)) ||
        (packageOf(file) === 'client' && target.startsWith('@colombier/') && !isTypeOnly) ||
        (packageOf(file) === 'transcoder' && target.startsWith('@colombier/'))
    ),

  'each library has one owner': edges =>
    broken(
      edges,
      ({ file, target }) => OWNERS[libraryOf(target)] !== undefined && !OWNERS[libraryOf(target)]!.test(file)
    ),

  'client folders keep their order': edges =>
    broken(edges, ({ file, target }) => {
      const from = clientFolderOf(file)
      const to = clientFolderOf(target)
      return from !== undefined && to !== undefined && from !== to && !CLIENT_USES[from]?.includes(to)
    })
}

function broken(edges: readonly Edge[], breaks: (edge: Edge) => boolean): string[] {
  return edges.filter(breaks).map(({ file, target }) => `${file} -> ${target}`)
}
