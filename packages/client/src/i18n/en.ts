import { accessibility } from './en/accessibility.ts'
import { administration } from './en/administration.ts'
import { archive } from './en/archive.ts'
import { browse } from './en/browse.ts'
import { channels } from './en/channels.ts'
import { comments } from './en/comments.ts'
import { config } from './en/config.ts'
import { controls } from './en/controls.ts'
import { files } from './en/files.ts'
import { forms } from './en/forms.ts'
import { imports } from './en/imports.ts'
import { labels } from './en/labels.ts'
import { members } from './en/members.ts'
import { moderate } from './en/moderate.ts'
import { moderation } from './en/moderation.ts'
import { mutes } from './en/mutes.ts'
import { network } from './en/network.ts'
import { oversight } from './en/oversight.ts'
import { ownership } from './en/ownership.ts'
import { pictures } from './en/pictures.ts'
import { player } from './en/player.ts'
import { playlists } from './en/playlists.ts'
import { reports } from './en/reports.ts'
import { sections } from './en/sections.ts'
import { signIn } from './en/sign-in.ts'
import { stats } from './en/stats.ts'
import { studio } from './en/studio.ts'
import { upload } from './en/upload.ts'
import { users } from './en/users.ts'
import { visitors } from './en/visitors.ts'
import { watch } from './en/watch.ts'
import { words } from './en/words.ts'

/** The words of every screen. This file is the source; fr.ts must have the same keys, which the compiler checks. */
export const en = {
  ...administration,
  ...archive,
  ...browse,
  ...channels,
  ...comments,
  ...config,
  ...watch,
  ...visitors,
  ...accessibility,
  ...reports,
  ...sections,
  ...members,
  ...player,
  ...playlists,
  ...controls,
  ...upload,
  ...stats,
  ...studio,
  ...imports,
  ...ownership,
  ...pictures,
  ...moderation,
  ...moderate,
  ...users,
  ...mutes,
  ...words,
  ...files,
  ...forms,
  ...network,
  ...oversight,
  ...signIn,
  ...labels,
  'site.skip': 'Skip to the content',
  'site.nav': 'Main menu',
  'site.upload': 'Upload',
  'site.myVideos': 'My videos',
  'site.myPage': 'My page',
  'site.administration': 'Administration',
  'site.signUp': 'Sign up',
  'site.signIn': 'Sign in',
  'site.signOut': 'Sign out',
  'site.unread': { one: 'Notifications: {count} new', other: 'Notifications: {count} new' },
  'site.signedInAs': 'Signed in as {name}',
  'site.language': 'Language',
  'site.description': 'Videos of {name}, hosted by its members.',
  'site.footer': 'Hosted by its members with Colombier, free software.',
  'site.visitReceived': 'Received during this visit: {size}.',
  'site.visitGiven': 'Given to other viewers: {size}.',

  'actor.followers': { one: '{count} follower', other: '{count} followers' },
  'actor.feed': 'RSS feed',
  'actor.podcast': 'Podcast',
  'actor.original': 'On {host}',

  'pages.nav': 'Pages',
  'pages.previous': 'Previous',
  'pages.next': 'Next',
  'site.titlePage': 'Page {page}',
  'pages.position': 'Page {page} of {pages}',

  'video.views': { one: '{views} view', other: '{views} views' },
  'video.duration': 'Length: {duration}',
  'video.sensitive': 'Sensitive content',
  'video.sensitiveIn': 'Sensitive content: {kinds}',
  'video.sensitive.violent': 'violence',
  'video.sensitive.explicitSex': 'explicit sex',
  'video.published': 'Published on {date}',
  'video.scheduled': 'Goes public on {date}',
  'video.description': 'About this video',
  'video.details': 'Details',
  'video.noDescription': 'No description.',
  'video.category': 'Category',
  'video.licence': 'Licence',
  'video.language': 'Language',
  'video.tags': 'Tags',
  'video.privacy': 'Who can watch',
  'video.account': 'Published by',
  'video.original': 'Original',
  'video.download': 'Download',
  'video.downloadRendition': 'Download in {label}, {size}',
  'video.downloadCaptions': 'Captions: {language}',
  'video.share': 'Share',
  'video.shareMoment': 'Start where the video is now',
  'video.shareMomentAt': 'Start at {time}',
  'video.shareLink': 'Link to this page',
  'video.shareEmbed': 'Code to put the player on another site',
  'video.shareOptions': 'Options of the embedded player',
  'video.shareResponsive': 'As wide as the page leaves room for',
  'video.shareTitle': 'Show the title',
  'video.shareMuted': 'Begin without sound',
  'video.shareLoop': 'Play it again and again',
  'video.shareCaptions': 'Captions at the start',
  'video.shareCaptionsAny': 'As each viewer likes it',
  'video.copy': 'Copy',
  'video.copied': 'Copied',
  'video.watchOn': 'Watch on {name}',

  'error.404.title': 'There is nothing here',
  'error.404.text': 'The address may be mistyped, or the video was removed or is not for everybody.',
  'error.401.title': 'Sign in to see this page',
  'error.401.text': 'It is for members of this site.',
  'error.403.title': 'This page is not for you',
  'error.403.text': 'Its owner has not opened it to you. If you have another account, sign in with it.',
  'error.410.title': 'This is gone',
  'error.410.text': 'It was here once, and was removed.',
  'error.429.title': 'That was a lot at once',
  'error.429.text': 'Wait a minute, then try again.',
  'error.500.title': 'Something went wrong here',
  'error.500.text': 'It is not your fault. It has been logged; try again in a moment.',
  'error.503.title': 'The server is resting',
  'error.503.text': 'It is starting or under repair. Try again in a moment.',
  'error.home': 'Back to the videos'
} as const

export interface Plural {
  readonly one: string
  readonly other: string
}

export type MessageKey = keyof typeof en

/** What a language must say. */
export type Messages = { readonly [Key in MessageKey]: (typeof en)[Key] extends string ? string : Plural }
