import { expect, test } from 'vitest'
import { readEmbedOptions } from './embed-options.ts'

const plain = {
  stopSeconds: null,
  isLooping: false,
  isMuted: false,
  isAutoplaying: false,
  captions: null,
  hasTitle: true,
  hasLink: true,
  hasControls: true,
  playColor: null,
  inkColor: null,
  hasApi: false,
  apiScope: 'peertube'
}

test('without words of its own an embed is plain', () => {
  expect(readEmbedOptions({})).toEqual({ options: plain, refusesP2p: false })
  expect(readEmbedOptions(undefined)).toEqual({ options: plain, refusesP2p: false })
})

test.each([
  [{ stop: '1m5s' }, { stopSeconds: 65 }],
  [
    { loop: '1', muted: 'true', autoplay: '1' },
    { isLooping: true, isMuted: true, isAutoplaying: true }
  ],
  [
    { title: '0', peertubeLink: 'false' },
    { hasTitle: false, hasLink: false }
  ],
  [{ controls: '0' }, { hasControls: false }],
  [{ controlBar: '0' }, { hasControls: false }],
  [
    { subtitle: 'pt-BR', api: '1', scope: 'my-blog' },
    { captions: 'pt-BR', hasApi: true, apiScope: 'my-blog' }
  ],
  [
    { bigPlayBackgroundColor: '#fff', foregroundColor: '#12AB34' },
    { playColor: '#fff', inkColor: '#12AB34' }
  ]
])('%j is followed', (query, expected) => {
  expect(readEmbedOptions(query).options).toEqual({ ...plain, ...expected })
})

test.each([
  { stop: 'soon', loop: 'yes', title: '', api: ['1', '1'] },
  { scope: 'a::b', subtitle: '<b>', bigPlayBackgroundColor: 'red;background:url(//evil.example)' },
  { foregroundColor: { toString: '#fff' }, warningTitle: '0', mode: 'web-video' }
])('%j is left out', query => {
  expect(readEmbedOptions(query)).toEqual({ options: plain, refusesP2p: false })
})

test('an address can forbid sharing, and cannot allow it', () => {
  expect(readEmbedOptions({ p2p: '0' }).refusesP2p).toBe(true)
  expect(readEmbedOptions({ p2p: '1' })).toEqual(readEmbedOptions({}))
})
