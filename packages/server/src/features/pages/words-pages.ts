/** Lists of words that are watched for, and what they do to comments under a member's films. */
import type { Router } from 'express'
import type { TagOnPage, WordsPage } from '../../contract/index.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { viewerOf } from '../../platform/http.ts'
import { type Act, type Exchange, formPage, type Operate, operateWith, type Sent } from './form-page.ts'
import { isModerator, isSignedIn } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

const PATHS = { member: '/my-library/watched-words', server: '/admin/moderation/watched-words' } as const

const OPERATIONS = {
  member: {
    ...({ list: 'getAccountWatchedWords', add: 'addAccountWatchedWords' } as const),
    ...({ change: 'updateAccountWatchedWords', remove: 'deleteAccountWatchedWords' } as const)
  },
  server: {
    ...({ list: 'getServerWatchedWords', add: 'addServerWatchedWords' } as const),
    ...({ change: 'updateServerWatchedWords', remove: 'deleteServerWatchedWords' } as const)
  }
} as const

type By = WordsPage['by']

export function wordsPages(router: Router, pages: PageResponder, { call }: { readonly call: CallOperation }): void {
  const operate = operateWith(call)
  for (const by of ['member', 'server'] as const)
    formPage(router, pages, {
      path: PATHS[by],
      admits: by === 'server' ? isModerator : isSignedIn,
      show: async (at, outcome) => ({ ...(await load(operate, at, by)), outcome }),
      forms: { ...actsOnLists(operate, by), ...(by === 'member' && { hold: hold(operate) }) }
    })
}

/** The server's lists are nobody's: the name is left out. */
const ownerOf = ({ res }: Exchange, by: By) => (by === 'member' ? { accountName: viewerOf(res)!.username } : {})

function actsOnLists(operate: Operate, by: By): Record<string, Act> {
  const one = (sent: Sent) => ({ params: { ...ownerOf(sent, by), listId: sent.id } })
  return {
    async add(sent) {
      await operate(sent, OPERATIONS[by].add, { params: ownerOf(sent, by), body: listIn(sent) })
      return 'words-saved'
    },
    async change(sent) {
      await operate(sent, OPERATIONS[by].change, { ...one(sent), body: listIn(sent) })
      return 'words-saved'
    },
    async remove(sent) {
      await operate(sent, OPERATIONS[by].remove, one(sent))
      return 'words-removed'
    }
  }
}

/** A word or expression on each line. */
function listIn({ field }: Sent) {
  const words = field('words')
    .split('\n')
    .map(word => word.trim())
  return { listName: field('listName'), words: [...new Set(words.filter(word => word !== ''))] }
}

/** PeerTube keeps what makes comments wait by name. */
const hold =
  (operate: Operate): Act =>
  async sent => {
    const body = { review: sent.all('review') }
    await operate(sent, 'updateCommentPolicies', { params: ownerOf(sent, 'member'), body })
    return 'saved'
  }

async function load(operate: Operate, at: Exchange, by: By): Promise<Omit<WordsPage, 'outcome'>> {
  const page = pageNumber(at.req)
  const params = ownerOf(at, by)
  const { total, data } = await operate(at, OPERATIONS[by].list, { params, query: rangeOf(page) })
  const tags = by === 'member' ? await loadTags(operate, at) : []
  return { kind: 'watched-words', by, lists: data, tags, total, page, pageSize: PAGE_SIZE }
}

async function loadTags(operate: Operate, at: Exchange): Promise<TagOnPage[]> {
  const params = ownerOf(at, 'member')
  const { available } = await operate(at, 'getAccountAutomaticTags', { params })
  const { review } = await operate(at, 'getCommentPolicies', { params })
  return available.map(({ name, type }) => ({ name, isLink: type === 'core', isHolding: review.includes(name) }))
}
