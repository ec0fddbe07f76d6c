import type { archive as source } from '../en/archive.ts'
import type { Translated } from '../translated.ts'

export const archive: Translated<typeof source> = {
  'archive.title': 'Apporter une archive',
  'archive.intro':
    'Vous aviez un compte sur un autre serveur ? Demandez-y une archive avec les fichiers des vidéos, téléchargez-la et donnez-la ici : vidéos, chaînes, listes de lecture et abonnements vous suivent.',
  'archive.off.title': 'Ce serveur ne prend pas d’archives',
  'archive.off.text': 'Son administration peut le permettre. Demandez-le-lui si vous voulez venir ici.',
  'archive.off.admin': 'Vous pouvez le permettre dans les réglages du serveur.',
  'archive.needsScript':
    'L’envoi d’une archive a besoin de JavaScript : elle part par morceaux, pour qu’une coupure ne fasse rien perdre. Activez-le pour cette page.',
  'archive.export': 'Emporter vos données de ce serveur',
  'archive.drop': 'Déposez l’archive ici',
  'archive.choose': 'Choisir l’archive',
  'archive.accepts': 'Un fichier .zip, tel que PeerTube ou Colombier l’a fait.',
  'archive.upTo': 'Un fichier .zip d’au plus {size}, tel que PeerTube ou Colombier l’a fait.',
  'archive.noRoom': 'Il ne vous reste plus de place. Supprimez des vidéos, ou demandez à l’administration.',
  'archive.begun':
    '{name} n’a pas été envoyé jusqu’au bout ({percent}) : choisissez-le à nouveau, et l’envoi continue.',
  'archive.sure':
    'Ce qu’elle contient s’ajoute à ce que vous avez ici ; rien de vous n’est supprimé. Votre nom, votre description et vos réglages deviennent ceux de l’archive.',
  'archive.resumes': 'Une partie de cette archive est déjà envoyée : l’envoi continue à partir de là.',
  'archive.send': 'Envoyer l’archive',
  'archive.other': 'Choisir un autre fichier',
  'archive.fault.title': 'Cette archive n’a pas été prise',
  'archive.fault.noZip':
    'Ce n’est pas un fichier .zip. Une archive est un seul fichier dont le nom finit par .zip : ne la décompressez pas.',
  'archive.fault.tooLarge':
    'Cette archive fait {size} ; il y a de la place pour {max}. Supprimez des vidéos, ou demandez à l’administration.',
  'archive.fault.running': 'Une autre de vos archives est en cours de reprise. Attendez sa fin, puis envoyez celle-ci.',
  'archive.fault.unreadable':
    'Ce fichier ne se lit pas comme une archive de PeerTube ou de Colombier. Il est peut-être abîmé : téléchargez-le à nouveau.',
  'archive.latest': 'Archive envoyée le {date}',
  'archive.progress': 'Reprise de l’archive',
  'archive.state.waiting': 'Elle attend son tour. Vous pouvez quitter cette page : le serveur continue sans vous.',
  'archive.state.running':
    'Elle est en cours de reprise. Vous pouvez quitter cette page : le serveur continue sans vous.',
  'archive.state.failed': 'Elle n’a pas pu être reprise : le serveur n’a pas pu la lire. Il n’en viendra rien de plus.',
  'archive.state.done': 'Elle est reprise.',
  'archive.state.partly': 'Elle est reprise, à quelques éléments près.',
  'archive.state.nothing': 'Elle est reprise, et n’apportait rien qui ne soit déjà ici.',
  'archive.errors':
    'Ce qui n’a pas pu être pris est illisible, trop grand pour votre espace, ou refusé ici. Envoyez à nouveau l’archive une fois cela réglé : ce qui est déjà ici ne vient pas deux fois.',
  'archive.part.videos': 'Vidéos',
  'archive.part.videoPlaylists': 'Listes de lecture',
  'archive.part.channels': 'Chaînes',
  'archive.part.following': 'Abonnements',
  'archive.part.likes': 'J’aime',
  'archive.part.dislikes': 'Je n’aime pas',
  'archive.part.blocklist': 'Comptes et serveurs masqués',
  'archive.part.account': 'Profil',
  'archive.part.userSettings': 'Réglages',
  'archive.count.success': { one: '{count} ajout', other: '{count} ajouts' },
  'archive.count.duplicates': { one: '{count} déjà là', other: '{count} déjà là' },
  'archive.count.errors': { one: '{count} échec', other: '{count} échecs' }
}
