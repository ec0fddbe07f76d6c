import type { Messages, Plural } from './en.ts'
import { accessibility } from './fr/accessibility.ts'
import { administration } from './fr/administration.ts'
import { archive } from './fr/archive.ts'
import { browse } from './fr/browse.ts'
import { channels } from './fr/channels.ts'
import { comments } from './fr/comments.ts'
import { config } from './fr/config.ts'
import { controls } from './fr/controls.ts'
import { files } from './fr/files.ts'
import { forms } from './fr/forms.ts'
import { imports } from './fr/imports.ts'
import { labels } from './fr/labels.ts'
import { members } from './fr/members.ts'
import { moderate } from './fr/moderate.ts'
import { moderation } from './fr/moderation.ts'
import { mutes } from './fr/mutes.ts'
import { network } from './fr/network.ts'
import { oversight } from './fr/oversight.ts'
import { ownership } from './fr/ownership.ts'
import { pictures } from './fr/pictures.ts'
import { player } from './fr/player.ts'
import { playlists } from './fr/playlists.ts'
import { reports } from './fr/reports.ts'
import { sections } from './fr/sections.ts'
import { signIn } from './fr/sign-in.ts'
import { stats } from './fr/stats.ts'
import { studio } from './fr/studio.ts'
import { upload } from './fr/upload.ts'
import { users } from './fr/users.ts'
import { visitors } from './fr/visitors.ts'
import { watch } from './fr/watch.ts'
import { words } from './fr/words.ts'
import { typeset } from './typeset.ts'

function typesetAll(messages: Messages): Messages {
  const set = (message: string | Plural) =>
    typeof message === 'string' ? typeset(message) : { one: typeset(message.one), other: typeset(message.other) }
  return Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, set(message)])) as typeof messages
}

export const fr: Messages = typesetAll({
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
  'site.skip': 'Aller au contenu',
  'site.nav': 'Menu principal',
  'site.upload': 'Envoyer',
  'site.myVideos': 'Mes vidéos',
  'site.myPage': 'Ma page',
  'site.administration': 'Administration',
  'site.signUp': 'S’inscrire',
  'site.signIn': 'Se connecter',
  'site.signOut': 'Se déconnecter',
  'site.unread': { one: 'Notifications : {count} nouvelle', other: 'Notifications : {count} nouvelles' },
  'site.signedInAs': 'Connexion : {name}',
  'site.language': 'Langue',
  'site.description': 'Les vidéos de {name}, hébergées par ses membres.',
  'site.footer': 'Hébergé par ses membres avec Colombier, un logiciel libre.',
  'site.visitReceived': 'Reçu pendant cette visite : {size}.',
  'site.visitGiven': 'Donné à d’autres spectateurs : {size}.',

  'actor.followers': { one: '{count} personne abonnée', other: '{count} personnes abonnées' },
  'actor.feed': 'Flux RSS',
  'actor.podcast': 'Podcast',
  'actor.original': 'Sur {host}',

  'pages.nav': 'Pages',
  'pages.previous': 'Précédente',
  'pages.next': 'Suivante',
  'site.titlePage': 'Page {page}',
  'pages.position': 'Page {page} sur {pages}',

  'video.views': { one: '{views} vue', other: '{views} vues' },
  'video.duration': 'Durée : {duration}',
  'video.sensitive': 'Contenu sensible',
  'video.sensitiveIn': 'Contenu sensible : {kinds}',
  'video.sensitive.violent': 'violence',
  'video.sensitive.explicitSex': 'sexe explicite',
  'video.published': 'Publiée le {date}',
  'video.scheduled': 'Deviendra publique le {date}',
  'video.description': 'À propos de cette vidéo',
  'video.details': 'En détail',
  'video.noDescription': 'Pas de description.',
  'video.category': 'Catégorie',
  'video.licence': 'Licence',
  'video.language': 'Langue',
  'video.tags': 'Mots-clés',
  'video.privacy': 'Qui peut regarder',
  'video.account': 'Publiée par',
  'video.original': 'Original',
  'video.download': 'Télécharger',
  'video.downloadRendition': 'Télécharger en {label}, {size}',
  'video.downloadCaptions': 'Sous-titres : {language}',
  'video.share': 'Partager',
  'video.shareMoment': 'Commencer au moment où la lecture en est',
  'video.shareMomentAt': 'Commencer à {time}',
  'video.shareLink': 'Adresse de cette page',
  'video.shareEmbed': 'Code pour placer le lecteur sur un autre site',
  'video.shareOptions': 'Réglages du lecteur intégré',
  'video.shareResponsive': 'Prendre toute la largeur disponible',
  'video.shareTitle': 'Afficher le titre',
  'video.shareMuted': 'Commencer sans le son',
  'video.shareLoop': 'Rejouer en boucle',
  'video.shareCaptions': 'Sous-titres au début',
  'video.shareCaptionsAny': 'Selon le choix de chacun',
  'video.copy': 'Copier',
  'video.copied': 'Copié',
  'video.watchOn': 'Regarder sur {name}',

  'error.404.title': 'Il n’y a rien ici',
  'error.404.text':
    'L’adresse est peut-être mal écrite, ou la vidéo a été retirée ou n’est pas ouverte à tout le monde.',
  'error.401.title': 'Connectez-vous pour voir cette page',
  'error.401.text': 'Elle est réservée aux membres de ce site.',
  'error.403.title': 'Cette page ne vous est pas ouverte',
  'error.403.text': 'Son auteur ne vous en a pas donné l’accès. Si vous avez un autre compte, connectez-vous avec lui.',
  'error.410.title': 'Ce n’est plus là',
  'error.410.text': 'Ce contenu a existé, puis a été retiré.',
  'error.429.title': 'C’était beaucoup d’un coup',
  'error.429.text': 'Attendez une minute, puis réessayez.',
  'error.500.title': 'Un problème est survenu ici',
  'error.500.text': 'Ce n’est pas de votre faute. Il a été noté ; réessayez dans un instant.',
  'error.503.title': 'Le serveur se repose',
  'error.503.text': 'Il démarre ou il est en travaux. Réessayez dans un instant.',
  'error.home': 'Retour aux vidéos'
})
