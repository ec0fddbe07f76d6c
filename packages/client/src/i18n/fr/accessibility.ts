import type { accessibility as source } from '../en/accessibility.ts'
import type { Translated } from '../translated.ts'

export const accessibility: Translated<typeof source> = {
  'accessibility.link': 'Accessibilité : non conforme',
  'accessibility.title': 'Déclaration d’accessibilité',
  'accessibility.lead':
    '{name} veut être utilisable par tout le monde, quoi que l’on voie, entende ou puisse faire de ses mains.',
  'accessibility.scope': 'Cette déclaration s’applique à {address}, à toutes ses pages et à son lecteur.',
  'accessibility.state': 'État de conformité',
  'accessibility.state.text':
    'Les références sont le RGAA 4.1 et les WCAG 2.2, niveau AA. Personne n’a encore audité ce site. Tant qu’il n’y a pas d’audit, la loi le dit non conforme ; il est donc déclaré non conforme, bien que les vérifications ci-dessous ne trouvent aucun défaut.',
  'accessibility.known': 'Contenus non accessibles',
  'accessibility.known.text':
    'Si l’un de ces points vous arrête, écrivez-nous : nous vous donnerons le contenu sous une autre forme.',
  'accessibility.known.captions': 'Les vidéos sans sous-titres : la personne qui publie une vidéo décide si elle en a.',
  'accessibility.known.description': 'Les vidéos sans audiodescription, et sans texte qui dise ce qu’elles montrent.',
  'accessibility.known.remote':
    'Les vidéos, commentaires et images venus d’autres serveurs : ils sont montrés tels que leurs auteurs les ont faits.',
  'accessibility.known.people':
    'Des personnes qui se servent d’un lecteur d’écran ou d’autres aides n’ont pas encore essayé ces pages ; un programme ne peut pas dire ce qu’elles diraient.',
  'accessibility.tested': 'Comment c’est vérifié',
  'accessibility.tested.text': 'À chaque changement du logiciel, dans le navigateur Chromium :',
  'accessibility.tested.axe':
    'Le programme axe-core examine un exemple de chaque sorte de page dans ses états, comme visiteur et comme administrateur, en français et en anglais, et ne trouve rien.',
  'accessibility.tested.themes': 'Le contraste des textes est mesuré dans le thème clair et dans le thème sombre.',
  'accessibility.tested.narrow':
    'Sur un écran large de 320 pixels, ce qu’un zoom de 400 % fait d’un écran de bureau, aucune page n’oblige à défiler de côté.',
  'accessibility.tested.scripts':
    'Parcourir, chercher, créer un compte, commenter, donner son avis et s’abonner fonctionne sans JavaScript.',
  'accessibility.tested.player':
    'Le lecteur, ses sous-titres et sa transcription s’utilisent au clavier seul, et au doigt sur un petit écran, où rien de ce qui se touche ne fait moins de 44 pixels. Dans Firefox aussi, le lecteur s’utilise au clavier.',
  'accessibility.contact': 'Retour d’information et contact',
  'accessibility.contact.text':
    'Si vous n’arrivez pas à accéder à un contenu ou à un service, dites-le à ceux qui s’occupent de ce site, pour être orienté vers une autre solution ou recevoir le contenu sous une autre forme. Qui ils sont :',
  'accessibility.appeal': 'Voies de recours',
  'accessibility.appeal.text':
    'Si vous avez signalé un défaut qui vous empêche d’accéder à un contenu et n’avez pas obtenu de réponse satisfaisante, vous pouvez saisir le Défenseur des droits : par le formulaire sur defenseurdesdroits.fr, par téléphone au 09 69 39 00 00, ou par courrier gratuit, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.'
}
