/** Notifications as e-mails, in French and English. Pure. */
import { type Locale, NOTIFICATION_TYPE, type NotificationType, type UserNotification } from '../../contract/index.ts'

export interface Sender {
  /** Name of this server. */
  readonly name: string
  readonly origin: string
}

interface Facts {
  readonly video: string
  readonly channel: string
  readonly person: string
  /** Where an import comes from. */
  readonly address: string
}

type Sentence = (facts: Facts) => string
const T = NOTIFICATION_TYPE

/** What is said: the subject, and the first sentence of the text. */
const SENTENCES: Record<NotificationType, Record<Locale, Sentence>> = {
  [T.newVideoFromSubscription]: {
    en: ({ video, channel }) => `${channel} published a new video: ${video}`,
    fr: ({ video, channel }) => `${channel} a publié une nouvelle vidéo : ${video}`
  },
  [T.newCommentOnMyVideo]: {
    en: ({ video, person }) => `${person} commented on your video ${video}`,
    fr: ({ video, person }) => `${person} a commenté votre vidéo ${video}`
  },
  [T.newAbuse]: {
    en: () => 'Something was reported to the moderators',
    fr: () => 'Un signalement attend la modération'
  },
  [T.videoBlocked]: {
    en: ({ video }) => `Your video ${video} was blocked`,
    fr: ({ video }) => `Votre vidéo ${video} a été bloquée`
  },
  [T.videoUnblocked]: {
    en: ({ video }) => `Your video ${video} is no longer blocked`,
    fr: ({ video }) => `Votre vidéo ${video} n’est plus bloquée`
  },
  [T.myVideoPublished]: {
    en: ({ video }) => `Your video ${video} is published`,
    fr: ({ video }) => `Votre vidéo ${video} est publiée`
  },
  [T.importSucceeded]: {
    en: ({ video, address }) => `Your import of ${video || address} is finished`,
    fr: ({ video, address }) => `L’importation de ${video || address} est terminée`
  },
  [T.importFailed]: {
    en: ({ address }) => `Your import of ${address} failed`,
    fr: ({ address }) => `L’importation de ${address} a échoué`
  },
  [T.newUser]: { en: ({ person }) => `${person} registered`, fr: ({ person }) => `${person} a créé un compte` },
  [T.newFollow]: {
    en: ({ person, channel }) => `${person} follows ${channel}`,
    fr: ({ person, channel }) => `${person} suit ${channel}`
  },
  [T.commentMention]: {
    en: ({ video, person }) => `${person} mentioned you in a comment on ${video}`,
    fr: ({ video, person }) => `${person} vous a cité dans un commentaire de ${video}`
  },
  [T.videoAutoBlocked]: {
    en: ({ video }) => `The new video ${video} waits for a moderator`,
    fr: ({ video }) => `La nouvelle vidéo ${video} attend la modération`
  },
  [T.newServerFollower]: {
    en: ({ person }) => `${person} follows this server`,
    fr: ({ person }) => `${person} suit ce serveur`
  },
  [T.abuseStateChange]: { en: () => 'Your report was dealt with', fr: () => 'Votre signalement a été traité' },
  [T.abuseNewMessage]: { en: () => 'A new message about a report', fr: () => 'Un nouveau message sur un signalement' },
  [T.registrationRequest]: {
    en: ({ person }) => `${person} asks for an account`,
    fr: ({ person }) => `${person} demande un compte`
  },
  [T.videoOffered]: {
    en: ({ video, person }) => `${person} offers you the video ${video}`,
    fr: ({ video, person }) => `${person} vous propose la vidéo ${video}`
  }
}

/** A reader's words for why they get it and how to end it. */
const FRAME: Record<Locale, (username: string, link: string) => { greeting: string; ending: string }> = {
  en: (username, origin) => ({
    greeting: `Hello ${username},`,
    ending: `You chose to be told this by e-mail. You can change that in your settings:\n${origin}/my-account/notifications`
  }),
  fr: (username, origin) => ({
    greeting: `Bonjour ${username},`,
    ending: `Vous avez choisi d’en être informé par courriel. Vous pouvez changer cela dans vos paramètres :\n${origin}/my-account/notifications`
  })
}

export function letterOf(
  { name, origin }: Sender,
  { username, language }: { username: string; language: Locale },
  notification: UserNotification
): { subject: string; text: string } {
  const sentence = SENTENCES[notification.type][language](factsOf(notification))
  const { greeting, ending } = FRAME[language](username, origin)
  const link = linkOf(origin, notification)
  return { subject: `[${name}] ${sentence}`, text: `${greeting}\n\n${sentence}\n${link}\n\n${ending}` }
}

function factsOf(notification: UserNotification): Facts {
  const { video, comment, videoBlacklist, videoImport, account, actorFollow, registration } = notification
  return {
    address: videoImport?.targetUrl ?? videoImport?.torrentName ?? videoImport?.magnetUri ?? '',
    video: (video ?? comment?.video ?? videoBlacklist?.video ?? videoImport?.video)?.name ?? '',
    channel: video?.channel.displayName ?? actorFollow?.following.displayName ?? '',
    person: (comment?.account ?? account ?? actorFollow?.follower)?.displayName ?? registration?.username ?? ''
  }
}

function linkOf(origin: string, notification: UserNotification): string {
  const { type, video, comment, videoBlacklist, videoImport, actorFollow } = notification
  if (type === T.videoOffered) return `${origin}/my-library/ownership`
  if (videoImport?.video) return `${origin}/w/${videoImport.video.shortUUID}`
  if (comment) return `${origin}/w/${comment.video.shortUUID}`
  if (video ?? videoBlacklist) return `${origin}/w/${(video ?? videoBlacklist!.video).shortUUID}`
  const { follower } = actorFollow ?? {}
  return follower ? `${origin}/a/${follower.name}@${follower.host}` : origin
}
