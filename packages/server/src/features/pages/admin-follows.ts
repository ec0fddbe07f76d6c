/** Whom this server follows, and who follows it. */
import type { Request, Router } from 'express'
import { z } from 'zod'
import type { FollowOnPage, FollowsPage, ServerFollowQuery } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { viewerOf } from '../../platform/http.ts'
import { formPage, NOTHING, type Sent } from './form-page.ts'
import { textOf } from './forms.ts'
import { isAdministrator } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

interface WireFollow {
  readonly state: string
  readonly createdAt: string
  readonly follower: { readonly name: string; readonly host: string }
  readonly following: { readonly name: string; readonly host: string }
}

export interface AdminFollowsDeps {
  readonly follows: {
    list(side: FollowsPage['side'], query: ServerFollowQuery): Promise<{ total: number; data: readonly WireFollow[] }>
    /** @throws AppError when one of them names nobody, or this server. */
    follow(hostsAndHandles: readonly string[], by: string): Promise<void>
    unfollow(hostOrHandle: string): Promise<void>
    removeFollower(handle: string): Promise<void>
    answerFollower(handle: string, state: 'accepted' | 'rejected'): Promise<void>
  }
}

const name = z.string().min(1).max(400)
const FollowsForm = z.union([
  z.object({ unfollow: name }),
  z.object({ remove: name }),
  z.object({ accept: name }),
  z.object({ refuse: name })
])

export function adminFollows(router: Router, pages: PageResponder, deps: AdminFollowsDeps): void {
  formPage(router, pages, {
    path: '/admin/follows',
    admits: isAdministrator,
    show: async ({ req }, outcome) => ({ ...(await load(deps, req)), outcome }),
    async forms(sent) {
      if (sent.form['follow'] !== undefined) return follow(deps, sent)
      const parsed = FollowsForm.safeParse(sent.form)
      if (!parsed.success) throw new AppError('not_found', 'Follow not found')
      return answer(deps, parsed.data)
    }
  })
}

async function follow(deps: AdminFollowsDeps, { form, req, res }: Sent) {
  const typed = textOf(form['follow'], 5000)
  const wanted = wantedOf(typed)
  try {
    if (wanted.length === 0) throw new AppError('invalid', 'Nobody to follow')
    await deps.follows.follow(wanted, viewerOf(res)!.username)
    return 'asked' as const
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { page: { ...(await load(deps, req)), typed, isFaulty: true }, status: 400 }
  }
}

/** Addresses of pages are taken for the hosts in them: that is what people copy. */
export function wantedOf(typed: string): string[] {
  const words = typed.split(/[\s,;]+/).filter(Boolean)
  return [...new Set(words.map(word => word.replace(/^https?:\/\/([^/]+).*$/i, '$1')))]
}

async function answer({ follows }: AdminFollowsDeps, form: z.output<typeof FollowsForm>) {
  if ('unfollow' in form) await follows.unfollow(form.unfollow)
  else if ('remove' in form) await follows.removeFollower(form.remove)
  else if ('accept' in form) await follows.answerFollower(form.accept, 'accepted')
  else await follows.answerFollower(form.refuse, 'rejected')
  if ('accept' in form) return 'accepted' as const
  return 'refuse' in form ? ('refused' as const) : ('removed' as const)
}

async function load({ follows }: AdminFollowsDeps, req: Request): Promise<FollowsPage> {
  const page = pageNumber(req)
  const side = req.query['side'] === 'followers' ? 'followers' : 'following'
  const { total, data } = await follows.list(side, { ...rangeOf(page), sort: '-createdAt' })
  return {
    kind: 'admin-follows',
    side,
    total,
    page,
    pageSize: PAGE_SIZE,
    outcome: NOTHING,
    typed: '',
    isFaulty: false,
    follows: data.map(one => toFollow(one[side === 'followers' ? 'follower' : 'following'], one))
  }
}

const toFollow = (
  { name, host }: { readonly name: string; readonly host: string },
  { state, createdAt }: WireFollow
): FollowOnPage => ({ handle: `${name}@${host}`, host, state, createdAt })
