import type { imports as source } from '../en/imports.ts'
import type { Translated } from '../translated.ts'

export const imports: Translated<typeof source> = {
  'imports.title': 'Importer par une adresse',
  'imports.introFiles':
    'Le serveur va chercher pour vous une vidéo ailleurs sur le web. Donnez l’adresse du fichier vidéo lui-même.',
  'imports.introPages':
    'Le serveur va chercher pour vous une vidéo ailleurs sur le web : sur une page qui la montre, ou le fichier lui-même.',
  'imports.url': 'Adresse de la vidéo',
  'imports.urlHintFiles':
    'Elle finit en général par .mp4, .webm ou .mov. L’adresse d’une page qui montre une vidéo ne convient pas ici.',
  'imports.urlHintPages': 'Par exemple la page d’une vidéo sur un autre site, ou un fichier qui finit par .mp4.',
  'imports.name': 'Titre, si vous en voulez un autre',
  'imports.nameHintFiles': 'Sinon, le nom du fichier est repris.',
  'imports.nameHintPages':
    'Sinon, le titre qu’a la vidéo là-bas est repris, avec sa description, ses mots-clés et son image.',
  'imports.rights': 'N’importez que ce qui est à vous, ou ce que son auteur vous permet de publier.',
  'imports.send': 'Importer',
  'imports.list': 'Mes imports',
  'imports.reload': 'Voir où ils en sont',
  'imports.empty.title': 'Aucun import pour le moment',
  'imports.empty.text': 'Ce que vous importez paraît ici, avec ce qu’il en est advenu.',
  'imports.off.title': 'Les imports sont désactivés sur ce site',
  'imports.off.text': 'Envoyez plutôt le fichier, ou demandez à un administrateur de permettre les imports.',
  'imports.off.admin': 'Permettre les imports dans la configuration',
  'imports.askedOn': 'Demandé le {date}',
  'imports.state.waiting': 'En attente',
  'imports.state.running': 'En cours',
  'imports.state.done': 'Importée',
  'imports.state.failed': 'Échec',
  'imports.state.cancelled': 'Annulé',
  'imports.act.cancel': 'Annuler',
  'imports.act.cancelOne': 'Annuler l’import de {name}',
  'imports.act.retry': 'Réessayer',
  'imports.act.retryOne': 'Réessayer l’import de {name}',
  'imports.act.delete': 'Retirer de la liste',
  'imports.act.deleteOne': 'Retirer de la liste l’import de {name}',
  'imports.done.import': 'Votre import attend son tour. Vous pouvez fermer cette page : le serveur continue tout seul.',
  'imports.done.cancel': 'L’import est annulé.',
  'imports.done.retry': 'L’import va être tenté à nouveau.',
  'imports.done.delete': 'L’import est retiré de la liste. Sa vidéo, s’il y en a une, reste.',
  'imports.fault.targetUrl': 'Donnez une adresse qui commence par https:// ou http://.',
  'imports.fault.invalid':
    'Le formulaire n’est pas rempli comme il faut. Choisissez à nouveau la chaîne, puis réessayez.',
  'imports.fault.private':
    'Cette adresse n’est pas sur l’internet public : le serveur ne va rien chercher dans les réseaux privés.',
  'imports.fault.conflict':
    'Ce n’est plus possible : l’import a avancé entre-temps, ou les imports ont été désactivés.',
  'imports.fault.too_many': 'Vous avez beaucoup d’imports en cours. Attendez que quelques-uns se terminent.',
  'imports.reason.not-public':
    'Cette adresse, ou une autre où elle mène, n’est pas sur l’internet public. Le serveur ne va rien chercher dans les réseaux privés.',
  'imports.reason.bad-address': 'Ce n’est pas une adresse du web.',
  'imports.reason.gone': 'Il n’y a pas de vidéo à cette adresse, ou plus.',
  'imports.reason.refused': 'L’autre site refuse de donner ce fichier.',
  'imports.reason.silent': 'L’autre site ne répond pas, ou trop lentement. Réessayez plus tard.',
  'imports.reason.led-astray': 'Cette adresse mène à une autre, et ainsi de suite sans fin.',
  'imports.reason.too-large': 'Cette vidéo est plus grosse que ce que ce serveur accepte.',
  'imports.reason.quota': 'Il ne vous reste pas assez de place pour cette vidéo.',
  'imports.reason.no-space': 'Le serveur n’a plus de place. Prévenez son administrateur, puis réessayez.',
  'imports.reason.unreadable': 'Ce qui a été trouvé ne peut pas être lu comme une vidéo.',
  'imports.reason.over-limits': 'Cette vidéo dépasse ce que le serveur accepte : trop longue, ou image trop grande.',
  'imports.reason.blocked': 'Ce compte est bloqué.',
  'imports.reason.channel': 'La chaîne n’existe plus.',
  'imports.reason.no-yt-dlp':
    'C’est l’adresse d’une page, et ce serveur ne va chercher que les fichiers vidéo eux-mêmes. Cherchez-y un lien de téléchargement. (Un administrateur peut installer yt-dlp : les pages conviennent alors aussi.)',
  'imports.reason.no-video': 'Aucune vidéo n’a été trouvée sur cette page, ou c’est une diffusion en direct.',
  'imports.reason.protected': 'Cette vidéo est protégée contre la copie.',
  'imports.reason.sign-in': 'L’autre site ne montre cette vidéo qu’aux personnes connectées.',
  'imports.reason.private': 'Cette vidéo est privée.',
  'imports.reason.country': 'Cette vidéo n’est pas montrée dans le pays de ce serveur.',
  'imports.reason.form': 'L’autre site ne propose cette vidéo sous aucune forme que le serveur puisse prendre.',
  'imports.reason.torrent':
    'Le serveur prend le torrent d’une seule vidéo, s’il en donne une adresse web et que la vidéo s’y trouve bien. Il ne s’adresse à personne d’autre.',
  'imports.reason.yt-dlp':
    'Le serveur ne sait pas lire cette page. Un yt-dlp plus récent le saura peut-être : prévenez l’administrateur. Il dit :',
  'imports.reason.other': 'L’import a échoué. Réessayez ; si cela recommence, prévenez l’administrateur.'
}
