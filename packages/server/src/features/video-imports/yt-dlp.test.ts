/** The installed yt-dlp, against pages that mean well and pages that do not. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AppError } from '../../kernel/errors.ts'
import { isPublicAddress } from '../../platform/public-address.ts'
import { fetchPage, findYtDlp, type YtDlp } from './yt-dlp.ts'

let program: YtDlp
let folder: string
let elsewhere: Server
/** Stands for a neighbour that must not be spoken to. */
let neighbour: TcpServer
let spokenTo: number
let count = 0

beforeAll(async () => {
  program = (await findYtDlp(process.env['PATH']!))!
  folder = await mkdtemp(join(tmpdir(), 'colombier-pages-'))
  neighbour = createTcpServer(socket => {
    spokenTo++
    socket.end('220 hello\r\n')
  })
  await new Promise<void>(resolve => neighbour.listen(0, '127.0.0.2', resolve))
  elsewhere = createServer((req, res) => {
    const html = (body: string) => res.setHeader('content-type', 'text/html').end(`<html><head>${body}</head></html>`)
    const movie = (src: string) => html(`<title>A page</title></head><body><video src="${src}"></video>`)
    const inside = `127.0.0.2:${portOf(neighbour)}`
    if (req.url === '/page')
      html(
        `<script type="application/ld+json">${JSON.stringify({
          '@context': 'https://schema.org',
          '@type': 'VideoObject',
          name: 'Fête de l’été',
          description: 'All of it',
          contentUrl: there('/film.mp4'),
          thumbnailUrl: there('/picture.jpg'),
          uploadDate: '2024-05-06'
        })}</script>`
      )
    else if (req.url === '/film.mp4') res.setHeader('content-type', 'video/mp4').end('a film')
    else if (req.url === '/large.mp4') res.setHeader('content-type', 'video/mp4').end(Buffer.alloc(3000))
    else if (req.url === '/endless.mp4') {
      res.writeHead(200, { 'content-type': 'video/mp4' })
      const timer = setInterval(() => res.write(Buffer.alloc(1_000_000)), 1)
      res.on('close', () => clearInterval(timer))
    } else if (req.url === '/to-large') movie('/large.mp4')
    else if (req.url === '/to-endless') movie('/endless.mp4')
    else if (req.url === '/to-inside') movie(`http://${inside}/film.mp4`)
    else if (req.url === '/to-ftp') movie(`ftp://${inside}/film.mp4`)
    else if (req.url === '/to-rtmp') movie(`rtmp://${inside}/film`)
    else if (req.url === '/to-file') movie('file:///etc/passwd')
    else if (req.url === '/sends-inside') res.writeHead(302, { location: `http://${inside}/` }).end()
    else if (req.url === '/sends-ftp') res.writeHead(302, { location: `ftp://${inside}/film.mp4` }).end()
    else if (req.url === '/empty') html('<title>Nothing here</title>')
    else res.writeHead(404).end()
  })
  await new Promise<void>(resolve => elsewhere.listen(0, '127.0.0.1', resolve))
})
beforeEach(() => {
  spokenTo = 0
})
afterAll(async () => {
  elsewhere.closeAllConnections()
  elsewhere.close()
  neighbour.close()
  await rm(folder, { recursive: true, force: true })
})

const portOf = (server: Server | TcpServer) => (server.address() as AddressInfo).port
const there = (path: string) => `http://127.0.0.1:${portOf(elsewhere)}${path}`
const REFUSAL = new AppError('too_large', 'Too large.')
const OPTIONS = { maxBytes: 1000, refusal: REFUSAL, maxHeight: 1080 }
const fetchFrom = (path: string, options: Partial<typeof OPTIONS & { isAllowed: typeof isPublicAddress }> = {}) =>
  fetchPage(program, path.startsWith('http') ? path : there(path), {
    ...OPTIONS,
    folder: join(folder, String(count++)),
    signal: AbortSignal.timeout(60_000),
    isAllowed: address => address === '127.0.0.1',
    ...options
  })

test('takes the video of a page, and what the page says of it', async () => {
  const { paths, said } = await fetchFrom('/page')
  expect(paths).toHaveLength(1)
  expect(await readFile(paths[0]!, 'utf8')).toBe('a film')
  expect(said).toMatchObject({ title: 'Fête de l’été', description: 'All of it', thumbnail: there('/picture.jpg') })
})

test.each(['/to-inside', '/to-ftp', '/to-rtmp', '/to-file', '/sends-inside', '/sends-ftp'])(
  '%s reaches nobody, and nothing comes of it',
  async path => {
    await expect(fetchFrom(path)).rejects.toThrow(/\w{3}/)
    expect(spokenTo).toBe(0)
  }
)

test('what the page is about is judged as well', async () => {
  await expect(fetchFrom('/page', { isAllowed: isPublicAddress })).rejects.toMatchObject({ failure: 'not-public' })
})

test('a page without a video is told so', async () => {
  await expect(fetchFrom('/empty')).rejects.toMatchObject({ code: 'unprocessable', message: /^No video was found/ })
})

test.each(['/to-large', '/to-endless'])('%s ends at the limit', async path => {
  await expect(fetchFrom(path)).rejects.toBe(REFUSAL)
})

test.each([
  ['asks others', "import socket; socket.create_connection(('127.0.0.2', int(sys.argv[-1])))"],
  ['asks others in a packet', "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.2', 53))"],
  ['starts others', "import subprocess; subprocess.run(['/bin/sh', '-c', 'exit 0'])"],
  ['replaces itself', "os.execv('/bin/true', ['true'])"],
  ['writes elsewhere', "open('../stray', 'w')"],
  ['moves elsewhere', "open('media.mp4', 'w').close(); os.rename('media.mp4', '../stray')"],
  ['fills the disk', "with open('media.mp4', 'wb') as file: file.write(bytes(5000))"]
])('a yt-dlp that %s is stopped', async (_what, code) => {
  const path = join(folder, 'odd')
  await writeFile(path, `#!/usr/bin/env python3\nimport os, sys\nopen('began', 'w').close()\n${code}\nprint('{}')\n`, {
    mode: 0o755
  })
  const run = fetchPage({ ...program, path }, `http://x.example/${portOf(neighbour)}`.replace(/.*\//, ''), {
    ...OPTIONS,
    folder: join(folder, String(count++)),
    signal: AbortSignal.timeout(20_000)
  })
  await expect(run).rejects.toThrow()
  expect(await readdir(join(folder, String(count - 1)))).toContain('began')
  expect([spokenTo, (await readdir(folder)).includes('stray')]).toEqual([0, false])
})

test('is found where it is a Python script, and only there', async () => {
  expect(await findYtDlp(folder)).toBeUndefined()
  await writeFile(join(folder, 'yt-dlp'), '\x7fELF', { mode: 0o755 })
  expect(await findYtDlp(folder)).toBeUndefined()
  expect(program.path).toMatch(/yt-dlp$/)
})
