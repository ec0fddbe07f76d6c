/** `npm run bench [part…]`: runs each part, one after the other, and prints its tables. */
import { formatTable } from './table.ts'

const PARTS = {
  start: './server/start.ts',
  requests: './server/requests.ts',
  video: './server/video.ts',
  'large-upload': './server/large-upload.ts',
  lists: './lists.ts',
  federation: './federation.ts',
  pages: './pages.ts',
  p2p: './p2p.ts',
  seeding: './seeding.ts',
  transcoding: './transcoding.ts',
  tracker: './tracker.ts'
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !(name in PARTS))
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}.`)
  process.exit(1)
}

for (const name of wanted.length > 0 ? wanted : Object.keys(PARTS)) {
  const { measure } = await import(PARTS[name])
  for await (const table of measure()) console.log(`${formatTable(table)}\n`)
}
