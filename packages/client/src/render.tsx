/** The server's side of the client: a page and its context in, a whole HTML document out. */
import type { Page, PageContext, RenderPage } from '@colombier/server/contract'
import { renderToString } from 'preact-render-to-string'
import { Document } from './document/document.tsx'
import type { View, ViewContext } from './document/view.ts'
import { en } from './i18n/en.ts'
import { fr } from './i18n/fr.ts'
import { createI18n } from './i18n/i18n.ts'
import { aboutView } from './pages/about/about.tsx'
import { accessibilityView } from './pages/accessibility/accessibility.tsx'
import { accountLinkView } from './pages/account-link/account-link.tsx'
import { actorView } from './pages/actor/actor.tsx'
import { configView } from './pages/admin/config.tsx'
import { followsView } from './pages/admin/follows.tsx'
import { jobsView } from './pages/admin/jobs.tsx'
import { logsView } from './pages/admin/logs.tsx'
import { overviewView } from './pages/admin/overview.tsx'
import { picturesView } from './pages/admin/pictures.tsx'
import { runnersView } from './pages/admin/runners.tsx'
import { setupView } from './pages/admin/setup.tsx'
import { storageView } from './pages/admin/storage.tsx'
import { archiveView } from './pages/archive/archive.tsx'
import { ownChannelView } from './pages/channels/own-channel.tsx'
import { ownChannelsView } from './pages/channels/own-channels.tsx'
import { commentsView } from './pages/comments/comments.tsx'
import { contactView } from './pages/contact/contact.tsx'
import { deliveryView } from './pages/delivery/delivery.tsx'
import { editVideoView } from './pages/edit-video/edit-video.tsx'
import { embedView } from './pages/embed/embed.tsx'
import { errorView } from './pages/error/error.tsx'
import { federationView } from './pages/federation/federation.tsx'
import { homeView } from './pages/home/home.tsx'
import { importsView } from './pages/imports/imports.tsx'
import { memberListView } from './pages/member/member-list.tsx'
import { settingsView } from './pages/member/settings.tsx'
import { abuseView } from './pages/moderation/abuse.tsx'
import { abusesView } from './pages/moderation/abuses.tsx'
import { registrationsView } from './pages/moderation/registrations.tsx'
import { mutesView } from './pages/mutes/mutes.tsx'
import { myPlaylistView } from './pages/my-playlists/my-playlist.tsx'
import { myPlaylistsView } from './pages/my-playlists/my-playlists.tsx'
import { myVideosView } from './pages/my-videos/my-videos.tsx'
import { myVideosSureView } from './pages/my-videos/my-videos-sure.tsx'
import { allVideosView } from './pages/oversight/all-videos.tsx'
import { videoBlocksView } from './pages/oversight/video-blocks.tsx'
import { videosSureView } from './pages/oversight/videos-sure.tsx'
import { ownershipView } from './pages/ownership/ownership.tsx'
import { passwordView } from './pages/password/password.tsx'
import { playlistView } from './pages/playlist/playlist.tsx'
import { redundancyView } from './pages/redundancy/redundancy.tsx'
import { myReportsView, myReportView } from './pages/report/my-reports.tsx'
import { reportView } from './pages/report/report.tsx'
import { searchView } from './pages/search/search.tsx'
import { signInView } from './pages/sign-in/sign-in.tsx'
import { signUpView } from './pages/sign-up/sign-up.tsx'
import { transcriptView } from './pages/transcript/transcript.tsx'
import { uploadView } from './pages/upload/upload.tsx'
import { newUserView } from './pages/users/new-user.tsx'
import { userView } from './pages/users/user.tsx'
import { usersView } from './pages/users/users.tsx'
import { usersSureView } from './pages/users/users-sure.tsx'
import { videoStatsView } from './pages/video-stats/video-stats.tsx'
import { watchView } from './pages/watch/watch.tsx'
import { wordsView } from './pages/words/words.tsx'

const MESSAGES = { en, fr }
const I18N = { en: createI18n('en', en), fr: createI18n('fr', fr) }

const render: RenderPage = (page: Page, context: PageContext) => {
  const viewContext: ViewContext = { ...context, i18n: I18N[context.locale] }
  const view = numbered(viewOf(page, viewContext), page, viewContext)
  const html = renderToString(<Document view={view} context={viewContext} messages={MESSAGES[context.locale]} />)
  return `<!DOCTYPE html>${html}`
}
export default render

/** Titles are told apart in a list of tabs, and by who only hears them. */
function numbered(view: View, page: Page, { i18n }: ViewContext): View {
  if (!('pageSize' in page) || page.page <= 1) return view
  return { ...view, title: `${i18n.t('site.titlePage', { page: page.page })} - ${view.title}` }
}

function viewOf(page: Page, context: ViewContext): View {
  switch (page.kind) {
    case 'home':
      return homeView(page, context)
    case 'accessibility':
      return accessibilityView(page, context)
    case 'contact':
      return contactView(page, context)
    case 'about':
      return aboutView(page, context)
    case 'sign-up':
      return signUpView(page, context)
    case 'playlist':
      return playlistView(page, context)
    case 'search':
      return searchView(page, context)
    case 'actor':
      return actorView(page, context)
    case 'watch':
      return watchView(page, context)
    case 'transcript':
      return transcriptView(page, context)
    case 'embed':
      return embedView(page, context)
    case 'password':
      return passwordView(page, context)
    case 'sign-in':
      return signInView(page, context)
    case 'account-link':
      return accountLinkView(page, context)
    case 'upload':
      return uploadView(page, context)
    case 'my-videos-sure':
      return myVideosSureView(page, context)
    case 'my-videos':
      return myVideosView(page, context)
    case 'my-playlists':
      return myPlaylistsView(page, context)
    case 'my-playlist':
      return myPlaylistView(page, context)
    case 'edit-video':
      return editVideoView(page, context)
    case 'video-stats':
      return videoStatsView(page, context)
    case 'federation':
      return federationView(page, context)
    case 'redundancy':
      return redundancyView(page, context)
    case 'admin-overview':
      return overviewView(page, context)
    case 'admin-config':
      return configView(page, context)
    case 'admin-setup':
      return setupView(page, context)
    case 'admin-follows':
      return followsView(page, context)
    case 'admin-jobs':
      return jobsView(page, context)
    case 'admin-runners':
      return runnersView(page, context)
    case 'admin-logs':
      return logsView(page, context)
    case 'admin-storage':
      return storageView(page, context)
    case 'delivery':
      return deliveryView(page, context)
    case 'report':
      return reportView(page, context)
    case 'my-reports':
      return myReportsView(page, context)
    case 'archive':
      return archiveView(page, context)
    case 'my-imports':
      return importsView(page, context)
    case 'comments':
      return commentsView(page, context)
    case 'ownership':
      return ownershipView(page, context)
    case 'my-channels':
      return ownChannelsView(page, context)
    case 'my-channel':
      return ownChannelView(page, context)
    case 'my-report':
      return myReportView(page, context)
    case 'my-list':
      return memberListView(page, context)
    case 'my-settings':
      return settingsView(page, context)
    case 'abuses':
      return abusesView(page, context)
    case 'abuse':
      return abuseView(page, context)
    case 'all-videos':
      return allVideosView(page, context)
    case 'videos-sure':
      return videosSureView(page, context)
    case 'video-blocks':
      return videoBlocksView(page, context)
    case 'registrations':
      return registrationsView(page, context)
    case 'users':
      return usersView(page, context)
    case 'users-sure':
      return usersSureView(page, context)
    case 'user':
      return userView(page, context)
    case 'new-user':
      return newUserView(page, context)
    case 'mutes':
      return mutesView(page, context)
    case 'watched-words':
      return wordsView(page, context)
    case 'admin-pictures':
      return picturesView(page, context)
    case 'error':
      return errorView(page, context)
  }
}
