/** Videos that pass from one member to another. */
import type { ownership as source } from '../en/ownership.ts'
import type { Translated } from '../translated.ts'

export const ownership: Translated<typeof source> = {
  'ownership.title': 'Vidéos proposées',
  'ownership.intro.received':
    'Des vidéos qu’un autre membre voudrait vous transmettre. Une fois acceptée, une vidéo est à vous : la personne ne peut plus la modifier.',
  'ownership.intro.sent':
    'Des vidéos que vous voudriez transmettre à un autre membre. Elles restent à vous tant qu’elles ne sont pas acceptées.',
  'ownership.received': 'À moi',
  'ownership.sent': 'Par moi',
  'ownership.empty.received': 'Aucune vidéo ne vous est proposée',
  'ownership.emptyText.received': 'Les autres proposent les leurs depuis la page où ils les modifient.',
  'ownership.empty.sent': 'Vous n’avez proposé aucune vidéo',
  'ownership.emptyText.sent': 'Pour en proposer une, modifiez-la parmi vos vidéos, et choisissez « Propriétaire ».',
  'ownership.from.received': 'Proposée par {name} (@{handle}), {date}',
  'ownership.from.sent': 'Proposée à {name} (@{handle}), {date}',
  'ownership.status.WAITING': 'En attente',
  'ownership.status.ACCEPTED': 'Acceptée',
  'ownership.status.REFUSED': 'Refusée',
  'ownership.channel': 'Dans la chaîne',
  'ownership.accept': 'Accepter',
  'ownership.acceptNamed': 'Accepter {name}',
  'ownership.refuse': 'Refuser',
  'ownership.refuseNamed': 'Refuser {name}',
  'ownership.withdraw': 'Retirer la proposition',
  'ownership.withdrawNamed': 'Retirer la proposition de {name}',
  'ownership.full': 'Votre espace n’a plus la place : supprimez quelque chose, ou demandez-en plus à l’administration.',

  'edit.give.text':
    'Un autre membre de ce serveur peut recevoir cette vidéo, avec ses commentaires et ses chiffres, dans une de ses chaînes. Vous ne pourrez alors plus la modifier ni la supprimer.',
  'edit.give.username': 'À qui la proposer',
  'edit.give.hint': 'Le nom avec lequel la personne se connecte.',
  'edit.give.send': 'Proposer la vidéo',
  'edit.give.sent': 'Ce que j’ai proposé'
}
