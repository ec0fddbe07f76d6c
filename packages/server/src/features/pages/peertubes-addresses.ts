/**
 * Addresses of PeerTube 6.3 and 7 whose page has another one here: in mails, bookmarks and links of other servers. Asked
 * after all pages, so that a page of ours at one of them comes first.
 */
import type { Request, Router } from 'express'
import { AppError } from '../../kernel/errors.ts'
import type { ActorPageDeps } from './actor-page.ts'

/** Colons begin what is carried over. */
const SAME_ELSEWHERE: Readonly<Record<string, string>> = {
  '/videos': '/videos/recently-added',
  '/videos/most-liked': '/videos/trending',
  '/videos/most-viewed': '/videos/trending',
  '/videos/publish': '/videos/upload',
  '/videos/manage/:ref/customization': '/videos/update/:ref',
  '/videos/manage/:ref/moderation': '/videos/update/:ref',
  '/videos/manage/:ref/replace-file': '/videos/update/:ref/files',
  '/videos/manage/:ref/stats': '/stats/videos/:ref',
  '/videos/watch/:ref/comments/:id': '/w/:ref#comment-:id',
  '/video-playlists/:ref': '/w/p/:ref',

  '/c/:handle/about': '/c/:handle',
  '/video-channels/:handle/about': '/c/:handle',
  '/a/:handle/about': '/a/:handle',
  '/a/:handle/search': '/a/:handle',
  '/accounts/:handle/about': '/a/:handle',
  '/accounts/:handle/search': '/a/:handle',

  '/about/network': '/about/follows',
  '/about/instance/contact': '/about/contact',
  '/about/instance/moderation': '/about',
  '/about/instance/team': '/about',
  '/about/instance/tech': '/about',

  '/security.txt': '/.well-known/security.txt',
  '/verify-account/ask-send-email': '/login',
  '/.well-known/change-password': '/my-account/settings',
  '/my-account': '/my-account/settings',
  '/my-account/applications': '/my-account/settings',
  '/my-account/auto-tag-policies': '/my-library/watched-words',
  '/my-account/two-factor-auth': '/my-account/settings',

  '/my-library': '/my-library/videos',
  '/my-library/auto-tag-policies': '/my-library/watched-words',
  '/my-library/followers': '/my-library/videos',
  '/my-library/history': '/my-library/history/videos',
  '/my-library/video-channel-syncs': '/my-library/videos',
  '/my-library/video-playlists/update/:ref': '/my-library/video-playlists/:ref',
  '/my-library/watched-words/list': '/my-library/watched-words',

  '/admin/overview': '/admin',
  '/admin/users/update/:id': '/admin/users/:id',
  '/admin/overview/users': '/admin/users',
  '/admin/overview/users/list': '/admin/users',
  '/admin/overview/users/create': '/admin/users/create',
  '/admin/overview/users/update/:id': '/admin/users/:id',
  '/admin/overview/videos': '/admin/videos',
  '/admin/overview/videos/list': '/admin/videos',
  '/admin/overview/comments': '/admin/comments',
  '/admin/overview/comments/list': '/admin/comments',
  '/admin/moderation/video-blocks/list': '/admin/moderation/video-blocks',
  '/admin/moderation/video-comments/list': '/admin/comments',
  '/admin/moderation/watched-words/list': '/admin/moderation/watched-words',
  '/admin/follows/followers-list': '/admin/follows',
  '/admin/follows/following-list': '/admin/follows',
  '/admin/follows/video-redundancies-list': '/admin/redundancy',
  '/admin/settings': '/admin/config',
  '/admin/settings/config/:section': '/admin/config',
  '/admin/settings/follows/:list': '/admin/follows/:list',
  '/admin/settings/system/:part': '/admin/system/:part',
  '/admin/system': '/admin/jobs',
  '/admin/system/debug': '/admin',
  '/admin/system/jobs': '/admin/jobs',
  '/admin/system/logs': '/admin/logs',
  '/admin/system/runners': '/admin/runners',
  '/admin/system/runners/:list': '/admin/runners',
  '/admin/plugins': '/admin',
  '/admin/plugins/:list': '/admin'
}

/** Asked before the pages: one of ours would take the last word for a name. */
const BEFORE_PAGES: Readonly<Record<string, string>> = {
  '/my-library/video-playlists/create': '/my-library/video-playlists',
  '/admin/users/list': '/admin/users'
}

export function leadBeforePages(router: Router): void {
  leadFromSemicolons(router)
  leadAll(router, BEFORE_PAGES)
}

/** PeerTube's client writes what follows a semicolon where others write a query. */
function leadFromSemicolons(router: Router): void {
  router.get(/^\/(?:w|videos\/watch)\/(?:p\/|playlist\/)?[\w-]+;/, (req, res) => {
    const [path = '', ...parameters] = req.path.split(';')
    const query = new URLSearchParams([...queryOf(req), ...new URLSearchParams(parameters.join('&'))])
    const thread = /^\d{1,10}$/.exec(query.get('threadId') ?? '')?.[0]
    query.delete('threadId')
    res.redirect(302, path + (query.size > 0 ? `?${query}` : '') + (thread ? `#comment-${thread}` : ''))
  })
}

/** After the pages. */
export function leadFromPeerTubesAddresses(router: Router, { findActor }: Pick<ActorPageDeps, 'findActor'>): void {
  leadAll(router, SAME_ELSEWHERE)

  // Of an account, else of a channel, as there.
  router.get('/@:handle', async (req, res) => {
    const handle = req.params.handle
    const isAccount = await findActor('account', handle).then(
      () => true,
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'not_found') return false
        throw error
      }
    )
    res.redirect(302, `/${isAccount ? 'a' : 'c'}/${encodeURIComponent(handle)}`)
  })
}

function leadAll(router: Router, leads: Readonly<Record<string, string>>): void {
  for (const [from, to] of Object.entries(leads)) {
    router.get(from, (req, res) => {
      const [path = '', fragment] = to
        .replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(req.params[name])))
        .split('#')
      const query = queryOf(req)
      res.redirect(302, path + (query.size > 0 ? `?${query}` : '') + (fragment ? `#${fragment}` : ''))
    })
  }
}

const queryOf = (req: Request) => new URLSearchParams(req.originalUrl.split('?')[1])
