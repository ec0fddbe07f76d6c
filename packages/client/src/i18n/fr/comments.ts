/** Comments under a member's videos. */
import type { comments as source } from '../en/comments.ts'
import type { Translated } from '../translated.ts'

export const comments: Translated<typeof source> = {
  'comments.title.mine': 'Commentaires sur mes vidéos',
  'comments.title.all': 'Commentaires',
  'comments.intro.mine': 'Ce qui se dit sous vos vidéos, le plus récent d’abord.',
  'comments.intro.all':
    'Ce qui se dit sous les vidéos de ce serveur, et sous celles des autres pour autant qu’on le sache ici, le plus récent d’abord.',
  'comments.all': 'Tous',
  'comments.held': 'À approuver',
  'comments.search': 'Mots du commentaire',
  'comments.searchAccount': 'Auteur',
  'comments.searchVideo': 'Vidéo',
  'comments.more': 'Par auteur ou par vidéo',
  'comments.find': 'Chercher',
  'comments.empty.title': 'Pas encore de commentaires',
  'comments.empty.text.mine': 'Ce que les autres disent sous vos vidéos est listé ici.',
  'comments.empty.text.all': 'Ce qui se dit sous les vidéos est listé ici.',
  'comments.none.title': 'Aucun commentaire ne correspond',
  'comments.none.text': 'Cherchez moins de mots, ou voyez-les tous.',
  'comments.noneHeld.title': 'Aucun commentaire ne vous attend',
  'comments.noneHeld.text':
    'Des commentaires attendent ici quand une vidéo le demande, ou quand ils contiennent des mots que vous surveillez.',
  'comments.by': 'Commentaire de {name} sous {video}',
  'comments.hasLink': 'Contient un lien',
  'comments.choose': 'Choisir le commentaire de {name} sous {video}',
  'comments.under': 'Sous',
  'comments.you': 'Vous',
  'comments.approve': 'Approuver',
  'comments.delete': 'Supprimer',
  'comments.author': 'L’auteur…',
  'comments.actNamed': '{act} : {name} sous {video}',
  'comments.deleteSure': 'Supprimer définitivement ce commentaire ?',
  'comments.deleteYes': 'Oui, le supprimer',
  'comments.muteText.all':
    'Personne ici ne voit plus ce que dit {name}, ni ses vidéos dans les listes. On ne le lui dit pas ; vous pouvez revenir là-dessus.',
  'comments.muteText.mine': 'Plus personne ne voit ce que {name} dit sous vos vidéos, et vous n’en voyez plus rien.',
  'comments.mute': 'Masquer',
  'comments.deleteAllText.all': 'Ou supprimer pour de bon tout ce que {name} a dit sous les vidéos de ce serveur.',
  'comments.deleteAllText.mine': 'Ou supprimer définitivement tout ce que {name} a dit sous vos vidéos.',
  'comments.deleteAll': 'Supprimer tous ses commentaires',
  'comments.several': 'Avec ceux qui sont cochés',
  'comments.severalDelete': 'Supprimer…',
  'comments.severalSure': 'Supprimer définitivement tous les commentaires cochés ?',
  'comments.severalYes': 'Oui, les supprimer'
}
