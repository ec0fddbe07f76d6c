/** What yt-dlp complains of, in words for whoever asked for the video; pure. */
import { AppError } from '../../kernel/errors.ts'
import { FetchError } from '../../platform/fetch.ts'

const NO_VIDEO = 'No video was found at this address'
const REASON_MAX = 300

/** These mend themselves, or may. */
const PASSING =
  /timed out|temporar|connection (reset|aborted|refused)|HTTP Error (429|5\d\d)|Name or service|Tunnel connection failed: 502/i
const WORDS: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/Unsupported URL|no video|unable to extract.*(video|url)$/i, NO_VIDEO],
  [/DRM/i, 'This video is protected against copying'],
  [/sign in|log ?in|registered users|cookies/i, 'This video is shown only to people who have signed in there'],
  [/private|members.only/i, 'This video is private'],
  [/not available in your|geo.?restrict/i, 'This video is not shown in the country of this server'],
  [/HTTP Error 404|removed|unavailable|does not exist/i, 'This video is not there, or no more'],
  [/Requested format is not available/i, 'This video is not offered in any form that this server can take']
]

/** @returns FetchError `unreachable` where another try may do better. */
export function whyNot(complaints: string): Error {
  const line = complaints.split('\n').findLast(text => text.startsWith('ERROR:'))
  // A live stream, or a page with nothing on it, is no complaint.
  if (!line) return new AppError('unprocessable', `${NO_VIDEO}, or it is a live stream.`)
  const reason = line
    .replace(/^ERROR:\s*(\[[\w:+-]+\]\s*)?/, '')
    .replace(/[;.]?\s*(please report this issue|confirm you are on the latest).*$/i, '')
    .replaceAll(/\p{Cc}/gu, ' ')
    .slice(0, REASON_MAX)
    .trim()
  if (PASSING.test(reason)) return new FetchError('unreachable', 'This address does not answer, or not in time')
  const words = WORDS.find(([pattern]) => pattern.test(reason))?.[1]
  if (words) return new AppError('unprocessable', `${words}.`)
  return new AppError('unprocessable', `yt-dlp cannot read this page; a newer yt-dlp may. It says: ${reason}`)
}
