import type { files as source } from '../en/files.ts'
import type { Translated } from '../translated.ts'

export const files: Translated<typeof source> = {
  'edit.tab.files': 'Fichiers',
  'edit.tab.remove-file': 'Retirer un fichier',
  'edit.done.fileRemoved': 'Le fichier est retiré.',
  'edit.done.remade': 'Les qualités vont être refaites.',
  'edit.done.retried': 'Nouvel essai en cours.',
  'edit.files.refused': 'Rien n’a été changé',
  'edit.fault.fileNeeded':
    'Ce fichier est nécessaire : il sert à faire les qualités, ou il est tout ce qui existe de la vidéo.',
  'edit.fault.fileLast':
    'C’est la dernière qualité : sans elle, il n’y a plus rien à voir. Pour retirer la vidéo, supprimez-la en entier.',
  'edit.fault.fileGone': 'Ce fichier n’est plus là.',
  'edit.fault.remake': 'Cette vidéo est déjà en préparation, ou il n’en reste aucun fichier dont faire des qualités.',
  'edit.fault.retry': 'Il n’y a rien à réessayer : la dernière préparation n’a pas échoué.',

  'edit.files.total': 'Ensemble, elles occupent {size} sur le serveur.',
  'edit.files.totalKept': 'Avec le fichier envoyé, elles occupent {size} sur le serveur.',
  'edit.files.none': 'Aucune qualité n’est encore prête.',
  'edit.files.qualities': 'Qualités',
  'edit.files.sound': 'Le son seul',
  'edit.files.picture': '{width} × {height}',
  'edit.files.fps': '{fps} images par seconde',
  'edit.files.source': 'Le fichier envoyé',
  'edit.files.sentAt': 'Envoyé le {date}.',
  'edit.files.kept': 'Il est gardé sur le serveur.',
  'edit.files.notKept': 'Il n’est pas gardé : seul ce qui en a été fait l’est.',
  'edit.files.download': 'Télécharger',
  'edit.files.downloadNamed': 'Télécharger : {name}',
  'edit.files.remove': 'Retirer…',
  'edit.files.removeNamed': 'Retirer : {name}…',
  'edit.files.last':
    'La dernière qualité ne peut pas être retirée, ni toutes à la fois : il n’y aurait plus rien à voir.',
  'edit.files.lastLink': 'Supprimer toute la vidéo',

  'edit.remove.title': 'Retirer « {name} » ?',
  'edit.remove.rendition':
    'Cela libère {size}. Qui avait choisi cette qualité en reçoit une autre. Pour la retrouver, il faudra refaire toutes les qualités.',
  'edit.remove.source':
    'Cela libère {size}. Le public ne voit aucune différence. Mais les qualités refaites plus tard le seront à partir de la meilleure qui reste, et seront un peu moins belles.',
  'edit.remove.yes': 'Le retirer pour de bon',
  'edit.remove.no': 'Le garder',

  'edit.files.preparing': 'Cette vidéo est en préparation',
  'edit.files.meanwhile': 'Le public la voit telle qu’elle était tant que tout n’est pas prêt.',
  'edit.files.failedMeanwhile': 'Le public continue de la voir telle qu’elle était.',
  'edit.files.again': 'Montrer ce qu’il y a maintenant',

  'edit.remake': 'Refaire les qualités',
  'edit.remake.ofSource':
    'Toutes les qualités sont refaites à partir du fichier envoyé : quand l’une manque ou est abîmée, ou que d’autres qualités ont été choisies pour ce serveur. Cela prend du temps ; le public voit celles d’avant en attendant.',
  'edit.remake.ofRendition':
    'Toutes les qualités sont refaites à partir de la meilleure qui existe, car le fichier envoyé n’est pas gardé : elles seront un peu moins belles. Cela prend du temps ; le public voit celles d’avant en attendant.',
  'edit.remake.wait': 'Ce sera possible une fois cette vidéo préparée.',
  'edit.remake.settings': 'Choisir quelles qualités sont faites',

  'edit.replace': 'Remplacer le fichier',
  'edit.replace.text':
    'Pour un son réparé, une meilleure image, une erreur coupée. L’adresse, les commentaires et les chiffres restent. L’image, les sous-titres et les chapitres aussi : vérifiez ensuite s’ils conviennent encore.',
  'edit.replace.meanwhile':
    'Le public voit le fichier d’avant tant que le nouveau n’est pas prêt. Ensuite, l’ancien disparaît pour de bon.',
  'edit.replace.off.title': 'Ce serveur ne permet pas de remplacer un fichier',
  'edit.replace.off.text':
    'Les personnes qui l’administrent ne l’ont pas permis. Demandez-leur, ou envoyez le fichier comme une nouvelle vidéo.',
  'edit.replace.off.admin': 'Le permettre dans la configuration',
  'edit.replace.wait': 'Il pourra être remplacé une fois cette vidéo préparée.',
  'edit.replace.needsScript':
    'Remplacer un fichier a besoin de JavaScript : les gros fichiers partent par morceaux, pour qu’une coupure ne fasse rien perdre. Activez-le pour cette page.',
  'edit.replace.drop': 'Déposez le nouveau fichier ici',
  'edit.replace.choose': 'Choisir un fichier',
  'edit.replace.upTo': 'Un fichier vidéo ou son de n’importe quel format courant, jusqu’à {size}.',
  'edit.replace.sure': 'Ce fichier prend la place de celui d’avant.',
  'edit.replace.resumes': 'Une partie en est déjà envoyée : la suite partira.',
  'edit.replace.send': 'Remplacer le fichier',
  'edit.replace.other': 'Choisir un autre fichier',
  'edit.replace.cancel': 'Annuler',
  'edit.replace.done': 'Le nouveau fichier est là'
}
