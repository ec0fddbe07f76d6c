import { expect, test } from 'vitest'
import { FetchError } from '../../platform/fetch.ts'
import { whyNot } from './yt-dlp-words.ts'

test.each([
  ['ERROR: Unsupported URL: https://x.example/', 'No video was found at this address.'],
  ['ERROR: [youtube] abc: Sign in to confirm your age', 'This video is shown only to people who have signed in there.'],
  ['ERROR: [generic] HTTP Error 404: Not Found', 'This video is not there, or no more.'],
  ['', 'No video was found at this address, or it is a live stream.'],
  [
    'ERROR: [some] abc: Odd page; please report this issue on  https://github.example/ , Confirm you are on the latest',
    'yt-dlp cannot read this page; a newer yt-dlp may. It says: abc: Odd page'
  ]
])('%j is told as: %s', (complaint, words) => {
  expect(whyNot(`WARNING: x\n${complaint}`)).toMatchObject({ code: 'unprocessable', message: words })
})

test('what may mend itself is tried again', () => {
  expect(whyNot('ERROR: x: <urlopen error timed out>')).toBeInstanceOf(FetchError)
})
