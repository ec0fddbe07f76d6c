/** What is said in a film, and when, out of a WebVTT file (W3C). Pure; what cannot be read is left out. */

export interface Cue {
  readonly startSeconds: number
  readonly endSeconds: number
  /** One line of plain text; whoever speaks is named first, where the file names them. */
  readonly text: string
}

const TIME = '((?:\\d+:)?\\d{1,2}:\\d{2}[.,]\\d{1,3})'
const TIMING = new RegExp(`^\\s*${TIME}\\s+-->\\s+${TIME}`)
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', lrm: '', rlm: '' }

/** @returns In the order in which they begin. What stays on screen from one cue to the next is said once. */
export function readCues(webVtt: string): Cue[] {
  const blocks = webVtt.replace(/\r\n?/g, '\n').split(/\n{2,}/)
  return blocks
    .flatMap(readBlock)
    .toSorted((one, other) => one.startSeconds - other.startSeconds)
    .filter((cue, at, all) => cue.text !== all[at - 1]?.text)
}

/** Comments, styles and regions have no timing. */
function readBlock(block: string): Cue[] {
  const lines = block.split('\n')
  const at = lines.findIndex(line => line.includes('-->'))
  const [, start, end] = TIMING.exec(lines[at] ?? '') ?? []
  const text = toText(lines.slice(at + 1).join(' '))
  return start && end && text ? [{ startSeconds: toSeconds(start), endSeconds: toSeconds(end), text }] : []
}

function toSeconds(time: string): number {
  return time
    .replace(',', '.')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0)
}

function toText(marked: string): string {
  return marked
    .replace(/<v(?:\.[^\s>]*)?\s+([^>]+)>/g, '$1 – ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .replace(/[^\S\u00a0]+/g, ' ')
    .trim()
}

/** A jump may land a little before what it was to lead to. */
const TOLERANCE_SECONDS = 0.1

/** Place of the one that was begun last; -1 before the first. */
export function cueAt(cues: readonly Cue[], seconds: number): number {
  return cues.findLastIndex(({ startSeconds }) => startSeconds <= seconds + TOLERANCE_SECONDS)
}

/** A breath, or a change of subject. */
const PAUSE_SECONDS = 2
const PARAGRAPH_LENGTH = 400

/** Cues put together as they are read: a new paragraph after a pause, for another speaker, and where one grows long. */
export function toParagraphs(cues: readonly Cue[]): Cue[] {
  const paragraphs: Cue[] = []
  for (const cue of cues) {
    const last = paragraphs.at(-1)
    const isNew =
      !last ||
      cue.startSeconds - last.endSeconds > PAUSE_SECONDS ||
      /^(?:[-–—]|[^.!?]{1,40} – )/.test(cue.text) ||
      (last.text.length > PARAGRAPH_LENGTH && /[.!?…»"]$/.test(last.text))
    if (isNew) paragraphs.push(cue)
    else paragraphs[paragraphs.length - 1] = { ...last, endSeconds: cue.endSeconds, text: `${last.text} ${cue.text}` }
  }
  return paragraphs
}

export interface Piece {
  readonly text: string
  readonly isFound: boolean
}

/** @returns The whole text in order, what was looked for set apart; null when it is not there. */
export function findIn(text: string, wanted: string): Piece[] | null {
  const sought = foldAll([...wanted.trim()]).join('')
  if (sought === '') return [{ text, isFound: false }]
  const letters = [...text]
  const folded = foldAll(letters)
  const whole = folded.join('')
  if (!whole.includes(sought)) return null

  // A letter may become none or two: what is found in the folded text is led back to its letters.
  const letterAt = folded.flatMap((letter, at) => Array<number>(letter.length).fill(at))
  const pieces: Piece[] = []
  const add = (begin: number, end: number, isFound: boolean) => {
    if (end > begin) pieces.push({ text: letters.slice(begin, end).join(''), isFound })
  }
  let from = 0
  for (let at = whole.indexOf(sought); at >= 0; at = whole.indexOf(sought, at + sought.length)) {
    const [begin, end] = [letterAt[at]!, letterAt[at + sought.length - 1]! + 1]
    add(from, begin, false)
    add(Math.max(from, begin), end, true)
    from = end
  }
  add(from, letters.length, false)
  return pieces
}

const foldAll = (letters: readonly string[]) => letters.map(fold)

/** As somebody types it who looks for it: without accents, in small letters, with plain spaces and apostrophes. */
function fold(letter: string): string {
  return letter
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\s/, ' ')
    .replace('’', "'")
    .replace('œ', 'oe')
}
