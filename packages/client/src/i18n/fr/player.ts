import type { player as source } from '../en/player.ts'
import type { Translated } from '../translated.ts'

export const player: Translated<typeof source> = {
  'player.region': 'Lecteur vidéo',
  'player.play': 'Lire {name}',
  'player.loading': 'Chargement de la vidéo…',
  'player.quality': 'Qualité',
  'player.auto': 'Automatique',
  'player.autoAt': 'Automatique ({label})',
  'player.level': '{label}, {size}',
  'player.weight': 'Environ {low} à {high}, selon la qualité',
  'player.weightOne': 'Environ {low}',
  'player.p2p.title': 'Partage entre spectateurs',
  'player.p2p.question': 'Partager cette vidéo avec celles et ceux qui la regardent ?',
  'player.p2p.explanation':
    'Votre navigateur reçoit alors des morceaux de la vidéo d’autres spectateurs et leur en envoie : le serveur a moins à envoyer. Ils peuvent voir votre adresse IP. Votre réponse est retenue, et se change ici.',
  'player.p2p.yes': 'Oui, partager',
  'player.p2p.no': 'Non',
  'player.p2p.summary': 'Partage entre spectateurs : {status}',
  'player.p2p.on': 'activé',
  'player.p2p.off': 'désactivé',
  'player.p2p.sharing': 'Vous partagez cette vidéo avec d’autres spectateurs.',
  'player.p2p.alone': 'Vous êtes prêt à partager, mais trop peu de monde regarde cette vidéo en ce moment.',
  'player.p2p.saving': 'Le partage est en pause : votre connexion est mobile ou économise les données.',
  'player.p2p.refused': 'Vous recevez tout du serveur et n’envoyez rien.',
  'player.p2p.unable': 'Le partage ne fonctionne pas ici ; vous recevez tout du serveur.',
  'player.p2p.start': 'Partager avec d’autres spectateurs',
  'player.p2p.stop': 'Arrêter le partage',
  'player.p2p.fromServer': 'Reçu des serveurs',
  'player.p2p.fromPeers': 'Reçu des spectateurs',
  'player.p2p.withShare': '{size} ({share})',
  'player.p2p.toPeers': 'Donné aux spectateurs',
  'player.p2p.peers': 'Spectateurs connectés',
  'player.reload': 'Recharger la page',
  'player.retry': 'Réessayer',
  'player.error.network': 'La connexion au serveur est interrompue. Vérifiez votre réseau, puis réessayez.',
  'player.error.refused':
    'Le serveur ne donne plus cette vidéo : elle a pu être retirée, remplacée ou fermée. Rechargez la page ; reconnectez-vous si elle le demande.',
  'player.error.media': 'Votre navigateur n’a pas pu décoder cette vidéo. Réessayez, ou prenez un autre navigateur.',
  'player.error.unsupported':
    'Votre navigateur ne sait pas lire cette vidéo. Mettez-le à jour, ou téléchargez le fichier si c’est proposé.'
}
