import type { watch as source } from '../en/watch.ts'
import type { Translated } from '../translated.ts'

export const watch: Translated<typeof source> = {
  'video.from': 'sur {host}',
  'video.chapters': 'Chapitres',

  'transcript.title': 'Transcription',
  'transcript.of': 'Ce qui se dit dans « {name} ».',
  'transcript.back': 'Regarder la vidéo',
  'transcript.alone': 'Lire sur une page à part',
  'transcript.elsewhere': 'Ce texte n’existe ici que sous forme de fichier :',
  'transcript.search': 'Chercher dans la transcription',
  'transcript.searchShort': 'Chercher',
  'transcript.language': 'Langue de la transcription',
  'transcript.found': { one: '{count} passage', other: '{count} passages' },
  'transcript.loading': 'Chargement du texte…',
  'transcript.failed': 'Le texte n’a pas pu être chargé. Il est aussi sur une page à part :',
  'transcript.empty': 'Il n’y a rien à lire dans ces sous-titres.',
  'transcript.keys': 'Les flèches mènent d’un passage à l’autre, Entrée y va dans la vidéo.',

  'opinion.like': { one: '{count} j’aime', other: '{count} j’aime' },
  'opinion.dislike': { one: '{count} je n’aime pas', other: '{count} je n’aime pas' },
  'opinion.subscribe': 'S’abonner',
  'opinion.unsubscribe': 'Se désabonner',

  'talk.title': 'Commentaires',
  'talk.titleCount': { one: '{count} commentaire', other: '{count} commentaires' },
  'talk.closed': 'Les commentaires sont fermés sous cette vidéo.',
  'talk.signIn': 'Se connecter pour commenter',
  'talk.write': 'Votre commentaire',
  'talk.answer': 'Votre réponse',
  'talk.checked': 'Ici, quelqu’un lit les commentaires avant que tout le monde les voie.',
  'talk.send': 'Envoyer',
  'talk.signInElsewhere': 'Se connecter (nouvel onglet)',
  'talk.fault.invalid': 'Un commentaire a des mots, et 10 000 caractères au plus. Le vôtre n’a pas été envoyé.',
  'talk.fault.taken':
    'Les commentaires ont été fermés entre-temps. Le vôtre n’a pas été envoyé ; copiez-le si vous voulez le garder.',
  'talk.fault.gone':
    'Ce à quoi vous répondez n’est plus là. Votre texte n’a pas été envoyé ; vous pouvez l’envoyer comme commentaire.',
  'talk.fault.refused': 'Vous ne pouvez pas commenter ici. Votre commentaire n’a pas été envoyé.',
  'talk.fault.too-many':
    'Cela fait beaucoup de commentaires en peu de temps. Le vôtre n’a pas été envoyé : attendez quelques minutes, puis renvoyez-le.',
  'talk.fault.signed-out':
    'Vous n’êtes plus connecté. Votre commentaire n’a pas été envoyé : connectez-vous, puis revenez ici et renvoyez-le.',
  'talk.reply': 'Répondre',
  'talk.delete': 'Supprimer',
  'talk.deleteSure': 'Supprimer définitivement ce commentaire ?',
  'talk.deleteYes': 'Oui, le supprimer',
  'talk.deleted': 'Ce commentaire a été supprimé.',
  'talk.owner': 'Auteur de la vidéo',
  'talk.approve': 'Approuver',
  'talk.approveNamed': 'Approuver le commentaire de {name}',
  'talk.held': 'En attente d’approbation',
  'talk.pages': 'Pages de commentaires',
  'talk.newer': 'Plus récents',
  'talk.older': 'Plus anciens'
}
