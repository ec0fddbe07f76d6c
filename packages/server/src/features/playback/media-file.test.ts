import { expect, test } from 'vitest'
import { cacheControlOf, isHlsFileName, isImageFileName, withQueryInUris } from './media-file.ts'

const uuid = '3daedf06-ecff-48e1-ac28-917420e2c12f'

test.each([`${uuid}-720-fragmented.mp4`, `${uuid}-0.m3u8`, `${uuid}-master.m3u8`, `${uuid}-segments-sha256.json`])(
  '%s is the name of an HLS file',
  name => expect(isHlsFileName(name)).toBe(true)
)

test.each([
  `../${uuid}-720-fragmented.mp4`,
  `${uuid}-720-fragmented.mp4/..`,
  `${uuid}-720-fragmented.mp4\0`,
  `${uuid}-720.mp4`,
  'master.m3u8',
  '..',
  ''
])('%j is not', name => expect(isHlsFileName(name)).toBe(false))

test('an image is named by a UUID and nothing else', () => {
  expect(isImageFileName(`${uuid}.jpg`)).toBe(true)
  expect(isImageFileName(`${uuid}.jpg.exe`)).toBe(false)
})

test('only final public files may be kept by everybody for ever', () => {
  expect(cacheControlOf({ isFinal: true, isPublic: true })).toBe('public, max-age=31536000, immutable')
  expect(cacheControlOf({ isFinal: false, isPublic: true })).toBe('public, no-cache')
  expect(cacheControlOf({ isFinal: true, isPublic: false })).toMatch(/^private/)
})

test('a token reaches every URI of a playlist', () => {
  const playlist = `#EXTM3U\n#EXT-X-MAP:URI="a.mp4",BYTERANGE="1@0"\n#EXTINF:4,\na.mp4\n\n#EXT-X-ENDLIST\n`
  expect(withQueryInUris(playlist, 'videoFileToken=t')).toBe(
    `#EXTM3U\n#EXT-X-MAP:URI="a.mp4?videoFileToken=t",BYTERANGE="1@0"\n#EXTINF:4,\na.mp4?videoFileToken=t\n\n#EXT-X-ENDLIST\n`
  )
})
