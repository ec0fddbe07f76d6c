import type { mutes as source } from '../en/mutes.ts'
import type { Translated } from '../translated.ts'

export const mutes: Translated<typeof source> = {
  'mutes.member.title': 'Masqués',
  'mutes.member.intro': 'Ce que vous ne voulez plus voir. Cela vaut pour vous, et pour ce qui s’écrit sous vos vidéos.',
  'mutes.server.title': 'Masqués pour tout le monde',
  'mutes.server.intro':
    'Ce que personne ne voit sur ce serveur, visiteurs compris. Chaque membre peut en masquer d’autres pour soi.',
  'mutes.accounts': 'Comptes',
  'mutes.servers': 'Serveurs entiers',
  'mutes.add.accounts': 'Masquer quelqu’un',
  'mutes.add.servers': 'Masquer un serveur',
  'mutes.member.accounts.what':
    'Ses vidéos quittent vos listes et vos recherches, vous ne voyez plus ses commentaires, et personne ne voit ceux qu’elle écrit sous vos vidéos. Rien ne vous en parle, et cette personne n’en sait rien.',
  'mutes.member.servers.what':
    'Les vidéos et les commentaires de tout ce serveur quittent vos listes et vos recherches, et personne ne voit ce qui s’écrit de là sous vos vidéos. Personne n’en est prévenu.',
  'mutes.server.accounts.what':
    'Ses vidéos quittent toutes les listes et recherches, et ses commentaires sont cachés. Cette personne n’en sait rien. Un membre de ce serveur peut toujours se connecter : bloquez son compte pour l’empêcher.',
  'mutes.server.servers.what':
    'Les vidéos et les commentaires de tout ce serveur sont cachés, et plus rien de ce qu’il envoie n’est accepté. Ce qu’il a déjà reçu d’ici y reste. Vous pourrez revenir en arrière ; ce qu’il aura envoyé entre-temps est perdu.',
  'mutes.who.accounts': 'Nom, ou adresse de sa page',
  'mutes.who.servers': 'Nom du serveur, ou une adresse qui s’y trouve',
  'mutes.hint.accounts': 'Par exemple eve@videos.example ; le nom seul pour les membres de ce serveur.',
  'mutes.hint.servers': 'Par exemple videos.example.',
  'mutes.do': 'Masquer',
  'mutes.since': 'Depuis le {date}',
  'mutes.empty.accounts': 'Personne n’est masqué',
  'mutes.empty.servers': 'Aucun serveur n’est masqué',
  'mutes.emptyText': 'C’est bien ainsi. Ce que vous masquez apparaît ici, et peut être montré de nouveau.',
  'mutes.fault.accounts.invalid': 'Ce n’est pas un nom de compte.',
  'mutes.fault.accounts.taken': 'C’est vous.',
  'mutes.fault.accounts.gone': 'Ce serveur ne connaît personne de ce nom. Cherchez d’abord sa page avec la recherche.',
  'mutes.fault.accounts.refused': 'Vous ne pouvez pas masquer ce compte.',
  'mutes.fault.servers.invalid': 'Ce n’est pas un nom de serveur.',
  'mutes.fault.servers.taken': 'C’est ce serveur-ci.',
  'mutes.fault.servers.gone': 'Ce serveur n’est pas connu.',
  'mutes.fault.servers.refused': 'Vous ne pouvez pas masquer ce serveur.',
  'form.done.muted': 'Masqué. Vous ne voyez plus ce qui en vient.',
  'form.done.unmuted': 'Montré de nouveau.'
}
