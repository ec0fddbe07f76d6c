/** Films that pass from one member to another. */
import type { ownership as source } from '../en/ownership.ts'
import type { Translated } from '../translated.ts'

export const ownership: Translated<typeof source> = {
  'ownership.title': 'Films proposés',
  'ownership.intro.received':
    'Des films qu’un autre membre voudrait vous transmettre. Une fois accepté, un film est à vous : la personne ne peut plus le modifier.',
  'ownership.intro.sent':
    'Des films que vous voudriez transmettre à un autre membre. Ils restent à vous tant qu’ils ne sont pas acceptés.',
  'ownership.received': 'À moi',
  'ownership.sent': 'Par moi',
  'ownership.empty.received': 'Aucun film ne vous est proposé',
  'ownership.emptyText.received': 'Les autres proposent les leurs depuis la page où ils les modifient.',
  'ownership.empty.sent': 'Vous n’avez proposé aucun film',
  'ownership.emptyText.sent': 'Pour en proposer un, modifiez-le parmi vos vidéos, et choisissez « Propriétaire ».',
  'ownership.from.received': 'Proposé par {name} (@{handle}), {date}',
  'ownership.from.sent': 'Proposé à {name} (@{handle}), {date}',
  'ownership.status.WAITING': 'En attente',
  'ownership.status.ACCEPTED': 'Accepté',
  'ownership.status.REFUSED': 'Refusé',
  'ownership.channel': 'Dans la chaîne',
  'ownership.accept': 'Accepter',
  'ownership.acceptNamed': 'Accepter {name}',
  'ownership.refuse': 'Refuser',
  'ownership.refuseNamed': 'Refuser {name}',
  'ownership.withdraw': 'Retirer la proposition',
  'ownership.withdrawNamed': 'Retirer la proposition de {name}',
  'ownership.full': 'Votre espace n’a plus la place : supprimez quelque chose, ou demandez-en plus à l’administration.',

  'edit.give.text':
    'Un autre membre de ce serveur peut recevoir ce film, avec ses commentaires et ses chiffres, dans une de ses chaînes. Vous ne pourrez alors plus le modifier ni le supprimer.',
  'edit.give.username': 'À qui le proposer',
  'edit.give.hint': 'Le nom avec lequel la personne se connecte.',
  'edit.give.send': 'Proposer le film',
  'edit.give.sent': 'Ce que j’ai proposé'
}
