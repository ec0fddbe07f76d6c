import type { words as source } from '../en/words.ts'
import type { Translated } from '../translated.ts'

export const words: Translated<typeof source> = {
  'words.member.title': 'Mots surveillés',
  'words.member.intro':
    'Les commentaires sous vos vidéos où figure l’un de ces mots sont marqués du nom de sa liste. Vous seul et la modération voyez la marque. Vous choisissez plus bas lesquels attendent votre accord.',
  'words.server.title': 'Mots surveillés',
  'words.server.intro':
    'Les vidéos et les commentaires où figure l’un de ces mots sont marqués du nom de sa liste. Seule la modération voit la marque et peut la chercher ; rien n’est caché pour autant.',
  'words.how':
    'Mots entiers seulement, sans égard aux majuscules ni aux accents : « ete » trouve « Été », mais pas « étés ». Ce qui est déjà là n’est pas relu.',
  'words.add': 'Créer une liste',
  'words.addDo': 'Créer la liste',
  'words.name': 'Nom de la liste',
  'words.nameHint': 'C’est la marque : courte et claire, « Publicité » par exemple.',
  'words.words': 'Mots',
  'words.wordsHint': 'Un mot ou une expression par ligne, 500 au plus.',
  'words.count': { one: '{count} mot', other: '{count} mots' },
  'words.more': { one: 'et {count} autre', other: 'et {count} autres' },
  'words.change': 'Modifier',
  'words.later': 'Cela vaut pour ce qui s’écrit désormais.',
  'words.remove': 'Supprimer la liste « {name} »',
  'words.removeText': 'Ses mots ne sont plus surveillés. Les marques déjà posées restent.',
  'words.fault.name': 'Une liste porte déjà ce nom, ou il y a déjà cent listes.',
  'words.fault.words': 'Écrivez au moins un mot, 500 au plus, de cent caractères au plus chacun.',
  'words.hold': 'Commentaires qui attendent votre accord',
  'words.holdText':
    'Un commentaire en attente n’est vu que de la personne qui l’a écrit, de vous et de la modération. Approuvez-le ou supprimez-le sous la vidéo, ou sur la page de tous ceux qui attendent.',
  'words.waiting': 'Voir ceux qui attendent',
  'words.holdLegend': 'Mettre en attente les commentaires',
  'words.link': 'avec un lien vers un autre site',
  'words.ofList': 'avec des mots de « {name} »',
  'words.holdDo': 'Enregistrer',
  'form.done.words-saved': 'La liste est enregistrée. Elle est surveillée dès maintenant.',
  'form.done.words-removed': 'La liste est supprimée.'
}
