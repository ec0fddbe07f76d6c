/** What a volunteer's terminal says, in the language of its environment. */
import type { Locale } from '../../contract/index.ts'
import { FetchError, type FetchFailure } from '../../platform/fetch.ts'
import type { BadOption } from './options.ts'
import type { News, Standing } from './volunteer.ts'

export interface Texts {
  readonly usage: string
  readonly badOption: Readonly<Record<Exclude<BadOption, 'help'>, string>>
  foreignFolder(folder: string, origin: string): string
  begins(origin: string, folder: string): string
  noAnswer(error: unknown): string
  news(news: News): string
  standing(standing: Standing, givenPerSecond: number): string
  readonly ends: string
}

const USAGE = 'npm run seed -- https://instance [--channel NAME] [--disk 20GB] [--upload 5mbit] [--folder PATH]'

const EN: Texts = {
  usage: `${USAGE}\n
Helps an instance to deliver its videos: fetches its public ones as far as there is room, the most watched first, and
gives them to browsers and BitTorrent programs. Others see this computer’s address, as they see that of any peer.

  --channel NAME   only the videos of this channel
  --disk 20GB      room that the videos may take
  --upload 5mbit   how much is given in a second at most; without it, as much as the line carries
  --folder PATH    where they are kept; by default below ~/.local/share/colombier-seed`,
  badOption: {
    instance: 'Say which instance to help, for example: npm run seed -- https://tube.example.org',
    channel: 'A channel is one of the instance itself, named without @ and host.',
    disk: 'The room is a size like 500MB or 20GB.',
    upload: 'The upload is a rate like 500kbit or 5mbit.',
    unknown: `This is not understood. ${USAGE}`
  },
  foreignFolder: (folder, origin) => `${folder} holds the videos of ${origin}: choose another with --folder.`,
  begins: (origin, folder) => `Helping ${origin}. Videos are kept in ${folder}. Ctrl-C ends it.`,
  noAnswer: error => `The instance does not answer (${causeOf(error)}). It is asked again in a few minutes.`,
  news: ({ kind, name, resolution, ...rest }) => {
    const file = `${printable(name)}, ${resolution || 'audio '}p`.replace('audio p', 'audio')
    if (kind === 'fetched') return `Fetched and checked: ${file}`
    if (kind === 'let-go') return `Let go: ${file}`
    return `Cannot be fetched: ${file} (${causeOf('error' in rest ? rest.error : undefined)})`
  },
  standing: ({ files, wantedFiles, fetchedBytes, wantedBytes, peers, givenBytes }, rate) =>
    `${files} of ${wantedFiles} files, ${size(fetchedBytes, 'en')} of ${size(wantedBytes, 'en')} · ${peers} ${peers === 1 ? 'peer' : 'peers'} · given ${size(givenBytes, 'en')}, now ${size(rate, 'en')}/s`,
  ends: 'Telling the others goodbye.'
}

const CAUSES_FR: Readonly<Record<FetchFailure, string>> = {
  'bad-url': 'cette adresse n’est pas une adresse du web',
  'not-public': 'cette adresse n’est pas sur l’internet public',
  'too-large': 'le fichier est trop gros',
  'too-many-redirections': 'l’adresse renvoie sans fin à d’autres',
  refused: 'la réponse est un refus',
  unreachable: 'pas de réponse à cette adresse'
}

const FR: Texts = {
  usage: `${USAGE}\n
Aide une instance à diffuser ses vidéos\u202f: récupère celles qui sont publiques tant qu’il y a de la place, les plus
regardées d’abord, et les donne aux navigateurs et aux logiciels BitTorrent. Les autres voient l’adresse de cet
ordinateur, comme celle de tout pair.

  --channel NOM    seulement les vidéos de cette chaîne
  --disk 20GB      place que les vidéos peuvent prendre
  --upload 5mbit   ce qui est donné au plus par seconde\u202f; sans cela, autant que la ligne le permet
  --folder CHEMIN  où elles sont gardées\u202f; par défaut sous ~/.local/share/colombier-seed`,
  badOption: {
    instance: 'Indiquez l’instance à aider, par exemple\u202f: npm run seed -- https://tube.example.org',
    channel: 'La chaîne est une chaîne de l’instance elle-même, nommée sans @ ni nom de serveur.',
    disk: 'La place est une taille comme 500MB ou 20GB.',
    upload: 'L’envoi est un débit comme 500kbit ou 5mbit.',
    unknown: `Ceci n’est pas compris. ${USAGE}`
  },
  foreignFolder: (folder, origin) =>
    `${folder} contient les vidéos de ${origin}\u202f: choisissez-en un autre avec --folder.`,
  begins: (origin, folder) => `Aide à ${origin}. Les vidéos sont gardées dans ${folder}. Ctrl-C pour arrêter.`,
  noAnswer: error => `L’instance ne répond pas (${causeOf(error, CAUSES_FR)}). Nouvel essai dans quelques minutes.`,
  news: ({ kind, name, resolution, ...rest }) => {
    const file = `${printable(name)}, ${resolution || 'audio '}p`.replace('audio p', 'audio')
    if (kind === 'fetched') return `Récupérée et vérifiée\u202f: ${file}`
    if (kind === 'let-go') return `Effacée\u202f: ${file}`
    return `Impossible à récupérer\u202f: ${file} (${causeOf('error' in rest ? rest.error : undefined, CAUSES_FR)})`
  },
  standing: ({ files, wantedFiles, fetchedBytes, wantedBytes, peers, givenBytes }, rate) =>
    `${files} fichiers sur ${wantedFiles}, ${size(fetchedBytes, 'fr')} sur ${size(wantedBytes, 'fr')} · ${peers} ${peers > 1 ? 'pairs' : 'pair'} · donné ${size(givenBytes, 'fr')}, en ce moment ${size(rate, 'fr')}/s`,
  ends: 'Les autres sont prévenus, au revoir.'
}

/** @param env LANG and the variables that go before it. */
export function textsFor(env: NodeJS.ProcessEnv): Texts {
  const wanted = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return /^fr\b|^fr_/i.test(wanted) ? FR : EN
}

const UNITS: Readonly<Record<Locale, readonly string[]>> = {
  en: ['B', 'kB', 'MB', 'GB', 'TB'],
  fr: ['o', 'ko', 'Mo', 'Go', 'To']
}

export function size(bytes: number, locale: Locale): string {
  const power = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3))
  const amount = bytes / 1000 ** power
  const digits = { maximumFractionDigits: amount < 10 && power > 0 ? 1 : 0 }
  return `${new Intl.NumberFormat(locale, digits).format(amount)}\u00a0${UNITS[locale][power]}`
}

/** Names come from elsewhere, and terminals obey what they are sent. */
const printable = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 100)

/** @param causes In another language than the error's own. */
function causeOf(error: unknown, causes?: Readonly<Record<FetchFailure, string>>): string {
  if (causes && error instanceof FetchError) return causes[error.failure]
  return printable(error instanceof Error ? error.message : String(error))
}
