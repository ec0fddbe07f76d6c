/** Addresses of pages in PeerTube 6.3 and 7: its client's routes, and what its mails, feeds and objects link to. */

const PAGES = `
/ /home
/w/{short} /w/{uuid} /w/{uuid}?start=1m2s /videos/watch/{uuid} /videos/watch/{uuid}?start=62
/w/p/{list} /w/p/{list}?playlistPosition=1 /videos/watch/playlist/{list}
/videos/embed/{uuid} /videos/embed/{short}?start=1h2m3s&title=0 /video-playlists/embed/{list}
/c/root_channel /c/root_channel/videos /c/root_channel/video-playlists /c/root_channel@{host}
/video-channels/root_channel /video-channels/root_channel/videos /video-channels/root_channel/video-playlists
/a/root /a/root/videos /a/root/video-channels /a/root/video-playlists /a/root@{host}
/accounts/root /accounts/root/videos /accounts/root/video-channels
/videos/overview /videos/trending /videos/recently-added /videos/local /videos/browse /videos/subscriptions
/videos/browse?sort=-publishedAt&scope=federated /videos/upload /videos/update/{uuid} /videos/manage/{uuid}
/about /about/instance /about/instance/home /about/peertube /about/follows
/search /search?search=film&searchTarget=local
/login /forgot-password /reset-password?userId=1&verificationString=x /verify-account/email?userId=1&verificationString=x
/my-account /my-account/settings /my-account/notifications /my-account/abuses
/my-library/videos /my-library/subscriptions /my-library/history/videos
/admin /admin/moderation/abuses /admin/moderation/registrations /admin/follows /admin/config
/robots.txt /.well-known/security.txt /manifest.webmanifest /feeds/videos.xml
`

/** Some are pages of their own as soon as there is more to show there. */
const ELSEWHERE = `
/videos /videos/most-liked /videos/most-viewed /videos/publish /stats/videos/{uuid}
/videos/manage/{uuid}/customization /videos/manage/{uuid}/moderation /videos/manage/{uuid}/replace-file
/videos/manage/{uuid}/stats
/about/contact /about/network /about/instance/contact /about/instance/moderation /about/instance/team
/about/instance/tech /verify-account/ask-send-email /signup
/my-account/applications /my-account/auto-tag-policies /my-account/blocklist /my-account/blocklist/accounts
/my-account/blocklist/servers /my-account/import-export /my-account/two-factor-auth
/my-library /my-library/auto-tag-policies /my-library/comments-on-my-videos /my-library/followers /my-library/history
/my-library/ownership /my-library/video-channel-syncs /my-library/video-channels /my-library/video-channels/create
/my-library/video-channels/update/root_channel /my-library/video-imports /my-library/video-playlists
/my-library/video-playlists/create /my-library/video-playlists/{list} /my-library/video-playlists/update/{list}
/my-library/watched-words/list
/admin/overview /admin/users /admin/users/list /admin/users/create /admin/users/update/1 /admin/overview/users
/admin/overview/users/list /admin/overview/users/create /admin/overview/users/update/1 /admin/overview/videos
/admin/overview/videos/list /admin/overview/comments /admin/overview/comments/list
/admin/moderation /admin/moderation/abuses/list /admin/moderation/registrations/list /admin/moderation/video-blocks
/admin/moderation/video-blocks/list /admin/moderation/video-comments/list /admin/moderation/blocklist/accounts
/admin/moderation/blocklist/servers /admin/moderation/watched-words/list
/admin/follows/followers-list /admin/follows/following-list /admin/follows/video-redundancies-list
/admin/config/edit-custom /admin/settings /admin/settings/config/general /admin/settings/config/vod
/admin/settings/follows/followers-list /admin/settings/system/jobs /admin/system /admin/system/jobs /admin/system/logs
/admin/system/debug /admin/system/runners /admin/system/runners/runners-list
/admin/system/runners/registration-tokens-list /admin/plugins /admin/plugins/list-installed
`

export const ADDRESSES = `${PAGES}${ELSEWHERE}`.trim().split(/\s+/)

/** Those that lead to one certain page. */
export const LEADS: readonly (readonly [from: string, to: string])[] = [
  ['/w/{uuid};threadId=12', '/w/{uuid}#comment-12'],
  ['/w/{short};start=1m;threadId=12?a=b', '/w/{short}?a=b&start=1m#comment-12'],
  ['/videos/watch/{uuid};threadId=12', '/videos/watch/{uuid}#comment-12'],
  ['/w/p/{list};playlistPosition=1', '/w/p/{list}?playlistPosition=1'],
  ['/videos/watch/{uuid}/comments/12', '/w/{uuid}#comment-12'],
  ['/video-playlists/{list}', '/w/p/{list}'],
  ['/c/root_channel/about', '/c/root_channel'],
  ['/a/root/about', '/a/root'],
  ['/a/root/search?search=x', '/a/root?search=x'],
  ['/@root', '/a/root'],
  ['/@root_channel', '/c/root_channel'],
  ['/security.txt', '/.well-known/security.txt'],
  ['/.well-known/change-password', '/my-account/settings']
]
