/** Why there is no video: the API tells a sentence in English, as PeerTube does; pages say it in the reader's language. */
import { IMPORT_REASONS, type ImportReason } from '../../contract/index.ts'

const SENTENCES: Readonly<Record<Exclude<ImportReason, 'other'>, RegExp>> = {
  'not-public': /not on the open internet/,
  'bad-address': /not an address of the web|may not be asked/,
  gone: /answers with status (404|410)|This video is not there/,
  refused: /answers with status/,
  silent: /does not answer|Too little comes|ends too soon/,
  'led-astray': /leads on and on/,
  'too-large': /larger than this server takes/,
  quota: /quota/,
  'no-space': /no space left/,
  unreadable: /^Video file unreadable\.$/,
  'over-limits': /^Video file unreadable: /,
  blocked: /account is blocked/,
  channel: /^Unknown video "video channel"/,
  'no-yt-dlp': /yt-dlp is not installed/,
  'no-video': /^No video was found/,
  protected: /protected against copying/,
  'sign-in': /only to people who have signed in/,
  private: /This video is private/,
  country: /in the country of this server/,
  form: /not offered in any form/,
  torrent: /\b(torrents?|magnet link)\b/i,
  'yt-dlp': /^yt-dlp cannot read this page/
}

export function importReasonOf(error: string): ImportReason {
  return IMPORT_REASONS.find(reason => reason !== 'other' && SENTENCES[reason].test(error)) ?? 'other'
}

/** @returns What yt-dlp said by itself, where that is all that is known. */
export function wordsOfYtDlp(error: string): string | null {
  return importReasonOf(error) === 'yt-dlp' ? error.replace(/^.*?It says: /, '') : null
}
