/** HTML pages. Each URL of PeerTube 6.3 that leads to one of them works here. */
import { type ErrorRequestHandler, type Request, type Response, Router, urlencoded } from 'express'
import { z } from 'zod'
import type { Page } from '../../contract/index.ts'
import { readCookie } from '../../platform/cookies.ts'
import { asAppError, HTTP_STATUS } from '../../platform/http.ts'
import { asLocale } from '../../platform/locale.ts'
import { log } from '../../platform/log.ts'
import { type AboutPageDeps, aboutPage } from './about-page.ts'
import { type AccountLinkDeps, accountLinkPages } from './account-links.ts'
import { type ActorPageDeps, actorPages } from './actor-page.ts'
import { type AdministrationDeps, adminPages } from './admin-pages.ts'
import { adminPictures } from './admin-pictures.ts'
import { adminSetup } from './admin-setup.ts'
import { type ArchivePageDeps, archivePage } from './archive-page.ts'
import { type ChannelsPagesDeps, channelsPages } from './channels-pages.ts'
import { setLanguage } from './client-language.ts'
import { commentsPages } from './comments-page.ts'
import { contactPage } from './contact-page.ts'
import { type DeliveryPageDeps, deliveryPage } from './delivery-page.ts'
import { type EditVideoDeps, editVideoPages } from './edit-video-page.ts'
import { readEmbedOptions } from './embed-options.ts'
import { federationPage } from './federation-page.ts'
import { tellWhenAgain } from './form-page.ts'
import { type HomePageDeps, homePages } from './home-page.ts'
import { type ImportsPageDeps, importsPage } from './imports-page.ts'
import { lookSheet } from './look-sheet.ts'
import { type MemberListsDeps, memberLists } from './member-lists.ts'
import { type ModerationPagesDeps, moderationPages } from './moderation/index.ts'
import { mutesPages } from './mutes-pages.ts'
import { myPlaylistPages } from './my-playlists.ts'
import { type MyReportsDeps, myReportsPages } from './my-reports-page.ts'
import { myVideosPage } from './my-videos-page.ts'
import { ownershipPage } from './ownership-page.ts'
import { asksPassword } from './page-access.ts'
import { embedHeaders, pageHeaders } from './page-headers.ts'
import { createPageResponder, type PageResponder, type ResponderDeps } from './page-responder.ts'
import { leadBeforePages, leadFromPeerTubesAddresses } from './peertubes-addresses.ts'
import { type PlaylistPageDeps, playlistPages } from './playlist-page.ts'
import { type RedundancyPageDeps, redundancyPage } from './redundancy-page.ts'
import { type RemoteInteractionDeps, remoteInteraction } from './remote-interaction.ts'
import { type ReportPageDeps, reportPage } from './report-page.ts'
import { type SearchPageDeps, searchPage } from './search-page.ts'
import { type SettingsPageDeps, settingsPage } from './settings-page.ts'
import { type SignUpPageDeps, signUpPage } from './sign-up-page.ts'
import { type TranscriptPageDeps, transcriptPage } from './transcript-page.ts'
import { uploadPage } from './upload-page.ts'
import { loadPlayableVideo, type VideoPageDeps } from './video-page.ts'
import { videoStatsPage } from './video-stats-page.ts'
import type { WatchExtrasDeps } from './watch-extras.ts'
import { type WatchFormsDeps, watchForms } from './watch-forms.ts'
import { askedWith, credentialsOf, loadWatchPage, passwordCookie } from './watch-page.ts'
import { wordsPages } from './words-pages.ts'

export interface PagesDeps
  extends ResponderDeps,
    VideoPageDeps,
    ActorPageDeps,
    AboutPageDeps,
    SignUpPageDeps,
    AccountLinkDeps,
    RemoteInteractionDeps,
    RedundancyPageDeps,
    HomePageDeps,
    SearchPageDeps,
    MemberListsDeps,
    SettingsPageDeps,
    WatchExtrasDeps,
    PlaylistPageDeps,
    TranscriptPageDeps,
    ReportPageDeps,
    MyReportsDeps,
    DeliveryPageDeps,
    ModerationPagesDeps,
    ImportsPageDeps,
    ArchivePageDeps,
    ChannelsPagesDeps,
    EditVideoDeps {
  readonly maxUploadBytes: number
  readonly administration: AdministrationDeps
}

/** What auth's `/login` shows again after a failure. */
export type SignInPage = Omit<Extract<Page, { kind: 'sign-in' }>, 'kind' | 'canReset'>

export function pageRoutes(deps: PagesDeps) {
  const router = Router()
  const pages = createPageResponder(deps)
  const canReset = deps.hasMail
  router.use(rememberLanguage, pageHeaders)
  leadBeforePages(router)

  lookSheet(router, deps)
  adminSetup(router, pages, deps.administration)
  homePages(router, pages, deps)
  searchPage(router, pages, deps)
  aboutPage(router, pages, deps)
  contactPage(router, pages, deps)
  signUpPage(router, pages, deps)
  for (const path of ['/w/:ref', '/videos/watch/:ref']) videoPage(router, pages, deps, { path, kind: 'watch' })
  const showRefused: WatchFormsDeps['showVideo'] = (at, refused) => loadWatchPage(deps, at, { refused })
  watchForms(router, pages, { ...deps, credentialsOf, showVideo: showRefused })
  transcriptPage(router, pages, deps, credentialsOf)
  reportPage(router, pages, deps, credentialsOf)
  myReportsPages(router, pages, deps)
  playlistPages(router, pages, deps)
  router.use('/videos/embed', embedHeaders)
  videoPage(router, pages, deps, { path: '/videos/embed/:ref', kind: 'embed' })

  actorPages(router, pages, deps)
  remoteInteraction(router, deps)

  router.get('/login', (req, res) =>
    pages.respond(req, res, {
      kind: 'sign-in',
      username: '',
      failure: null,
      canReset,
      next: String(req.query['next'] ?? '/')
    })
  )
  accountLinkPages(router, pages, deps)
  federationPage(router, pages, deps)
  redundancyPage(router, pages, deps)
  deliveryPage(router, pages, deps)
  moderationPages(router, pages, { ...deps, showVideo: (at, moderation) => loadWatchPage(deps, at, { moderation }) })
  adminPages(router, pages, deps.administration)
  adminPictures(router, pages, deps)
  editVideoPages(router, pages, deps)
  videoStatsPage(router, pages, deps)
  importsPage(router, pages, deps)
  archivePage(router, pages, deps)
  channelsPages(router, pages, deps)
  commentsPages(router, pages, deps)
  ownershipPage(router, pages, deps)
  myPlaylistPages(router, pages, deps)
  memberLists(router, pages, deps)
  mutesPages(router, pages, deps)
  wordsPages(router, pages, deps)
  settingsPage(router, pages, deps)
  uploadPage(router, pages, deps)
  myVideosPage(router, pages, deps)
  leadFromPeerTubesAddresses(router, deps)

  const errorHandler: ErrorRequestHandler = (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error)
    const known = asAppError(error)
    tellWhenAgain(known, res)
    const status = known ? HTTP_STATUS[known.code] : 500
    if (status === 500) log('pages').error('{path} failed: {error}', { path: req.path, error })
    return pages.respond(req, res, { kind: 'error', status, isEmbed: EMBEDS.test(req.path) }, status)
  }

  return {
    router,
    errorHandler,
    renderSignIn: (req: Request, res: Response, page: SignInPage) =>
      pages.respond(req, res, { kind: 'sign-in', ...page, canReset }, page.failure === 'throttled' ? 429 : 401)
  }
}

const EMBEDS = /^\/(?:videos|video-playlists)\/embed\//

/** `?lang=fr` on any page switches the language and comes back to the same page. */
function rememberLanguage(req: Request, res: Response, next: () => void): void {
  const locale = asLocale(req.query['lang'])
  if (req.method !== 'GET' || !locale) {
    next()
    return
  }
  setLanguage(res, locale)
  const rest = new URLSearchParams(req.originalUrl.split('?')[1])
  rest.delete('lang')
  // Leading slashes are folded, so that "//host" cannot lead away.
  res.redirect(303, `/${req.path.replace(/^[/\\]+/, '')}${rest.size > 0 ? `?${rest}` : ''}`)
}

/** Watch or embed: GET shows the video, POST carries the password of a protected one. */
function videoPage(
  router: Router,
  pages: PageResponder,
  deps: PagesDeps,
  { path, kind }: { path: string; kind: 'watch' | 'embed' }
): void {
  const load = async (req: Request, res: Response, password?: string): Promise<Page> => {
    if (kind === 'watch') return loadWatchPage(deps, { req, res }, { password })
    const playable = await loadPlayableVideo(deps, String(req.params['ref']), askedWith(req, res, password))
    const { options, refusesP2p } = readEmbedOptions(req.query)
    return { kind, ...playable, p2p: refusesP2p ? null : playable.p2p, options }
  }
  const apiScope = (req: Request) => {
    const { options } = readEmbedOptions(req.query)
    return kind === 'embed' && options.hasApi ? options.apiScope : null
  }
  const askPassword = (req: Request, res: Response, isWrong: boolean) =>
    pages.respond(
      req,
      res,
      { kind: 'password', videoName: '', isWrong, isEmbed: kind === 'embed', apiScope: apiScope(req) },
      isWrong ? 403 : 401
    )

  router.get(path, async (req, res) => {
    const hasToken = readCookie(req.headers.cookie, passwordCookie(req)) !== undefined
    try {
      if (hasToken) await pages.respond(req, res, await load(req, res))
      else await pages.respondShared(req, res, () => load(req, res))
    } catch (error) {
      if (!asksPassword(error)) throw error
      await askPassword(req, res, false)
    }
  })

  router.post(path, urlencoded({ extended: false, limit: '10kb' }), async (req, res) => {
    const { password } = z.object({ password: z.string().max(1000).catch('') }).parse(req.body ?? {})
    try {
      const page = await load(req, res, password)
      if ('mediaQuery' in page) rememberPassword(req, res, { mediaQuery: page.mediaQuery, origin: deps.origin })
      await pages.respond(req, res, page)
    } catch (error) {
      if (!asksPassword(error)) throw error
      await askPassword(req, res, true)
    }
  })
}

function rememberPassword(
  req: Request,
  res: Response,
  { mediaQuery, origin }: { mediaQuery: string; origin: string }
): void {
  const token = new URLSearchParams(mediaQuery).get('videoFileToken')
  const isSecure = origin.startsWith('https:')
  if (token) res.cookie(passwordCookie(req), token, { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure })
}
