/** Addresses of this server's own pages, and of a page in another language. */
export const PATHS = {
  home: '/',
  search: '/search',
  upload: '/videos/upload',
  myReports: '/my-account/abuses',
  myImports: '/my-library/video-imports',
  archive: '/my-account/import-export',
  myPlaylists: '/my-library/video-playlists',
  commentsOnMine: '/my-library/comments-on-my-videos',
  ownership: '/my-library/ownership',
  myVideos: '/my-library/videos',
  myChannels: '/my-library/video-channels',
  signIn: '/login',
  signUp: '/signup',
  about: '/about',
  contact: '/about/contact',
  accessibility: '/accessibility',
  subscriptions: '/videos/subscriptions',
  settings: '/my-account/settings',
  notifications: '/my-account/notifications',
  mutes: '/my-account/blocklist',
  history: '/my-library/history/videos',
  mySubscriptions: '/my-library/subscriptions',
  admin: '/admin',
  adminConfig: '/admin/config',
  adminSetup: '/admin/setup',
  adminJobs: '/admin/jobs',
  adminRunners: '/admin/runners',
  adminLogs: '/admin/logs',
  adminStorage: '/admin/storage',
  adminFollows: '/admin/follows',
  federation: '/admin/federation',
  delivery: '/admin/delivery',
  redundancy: '/admin/redundancy',
  reports: '/admin/moderation/abuses',
  adminPictures: '/admin/pictures',
  adminUsers: '/admin/users',
  adminUsersCreate: '/admin/users/create',
  allVideos: '/admin/videos',
  videoBlocks: '/admin/moderation/video-blocks',
  allComments: '/admin/comments',
  myWords: '/my-library/watched-words',
  serverWords: '/admin/moderation/watched-words',
  serverMutes: '/admin/moderation/blocklist',
  registrations: '/admin/moderation/registrations',
  signOut: '/logout',
  forgotPassword: '/forgot-password'
} as const

/** The same page with one parameter changed. @param path Path and query. */
export function withParameter(path: string, name: string, value: string): string {
  const url = new URL(`http://page.invalid/${path.replace(/^[/\\]+/, '')}`)
  url.searchParams.set(name, value)
  return url.pathname + url.search
}

/** Sign-in that comes back to this page; the sign-in page itself leads home. */
export function signInPath(path: string): string {
  return path.startsWith(PATHS.signIn) ? PATHS.signIn : `${PATHS.signIn}?next=${encodeURIComponent(path)}`
}

/** @param query With or without its question mark; empty changes nothing. */
export function withQuery(url: string, query: string): string {
  if (!query) return url
  return url + (url.includes('?') ? '&' : '?') + query.replace(/^[?&]/, '')
}
