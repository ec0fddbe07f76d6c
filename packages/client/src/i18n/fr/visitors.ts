import type { visitors as source } from '../en/visitors.ts'
import type { Translated } from '../translated.ts'

export const visitors: Translated<typeof source> = {
  'about.title': 'À propos de {name}',
  'about.link': 'À propos',
  'about.videos': 'Vidéos',
  'about.views': 'Vues',
  'about.comments': 'Commentaires',
  'about.users': 'Membres',
  'about.size': 'Poids des vidéos',
  'about.description': 'Qui nous sommes',
  'about.creationReason': 'Pourquoi ce serveur',
  'about.administrator': 'Qui s’en occupe',
  'about.terms': 'Conditions d’utilisation',
  'about.codeOfConduct': 'Règles de conduite',
  'about.moderationInformation': 'Comment il est modéré',
  'about.maintenanceLifetime': 'Combien de temps il sera maintenu',
  'about.businessModel': 'Comment il est financé',
  'about.hardwareInformation': 'Où il est hébergé et sauvegardé',
  'about.software': 'Ce que ce site fait avec vous',
  'about.softwareText':
    'Ce site fonctionne avec Colombier, un logiciel libre. Il ne lit rien de lui-même, annonce le poids d’une vidéo avant la lecture, et fonctionne sans JavaScript.',
  'about.dataText':
    'Une page pèse moins de 60 ko, images en plus ; le lecteur, moins de 180 ko de plus quand vous lancez une vidéo. Chaque vidéo annonce son poids, qualité par qualité, avant la lecture, et « Écouter seulement » ne charge que la plus légère. Le bas de chaque page compte ce que votre visite a reçu.',
  'about.privacyText':
    'Il ne dépose aucun cookie avant votre connexion, ne demande rien à une autre entreprise, et ne garde dans ses journaux aucune adresse complète de ses visiteurs.',
  'about.linked': 'Serveurs liés',
  'about.following': {
    one: '{count} serveur dont les vidéos apparaissent ici',
    other: '{count} serveurs dont les vidéos apparaissent ici'
  },
  'about.followers': {
    one: '{count} serveur qui montre nos vidéos',
    other: '{count} serveurs qui montrent nos vidéos'
  },

  'contact.title': 'Écrire à l’équipe',
  'contact.intro': 'Votre message part par courriel aux personnes qui gèrent {name}. Personne d’autre ne le lit.',
  'contact.closed': '{name} ne reçoit pas de message ici. La page qui le présente dit peut-être à qui s’adresser.',
  'contact.fromName': 'Votre nom',
  'contact.fromName.fault': 'Il faut un nom, de 120 caractères au plus.',
  'contact.fromEmail': 'Votre adresse électronique',
  'contact.fromEmail.hint': 'La réponse y arrivera.',
  'contact.fromEmail.fault': 'Ceci n’est pas une adresse électronique.',
  'contact.subject': 'De quoi il s’agit',
  'contact.subject.fault': 'Il faut quelques mots, 120 caractères au plus.',
  'contact.body': 'Votre message',
  'contact.body.fault': 'Il faut quelques mots, 5 000 caractères au plus.',
  'contact.send': 'Envoyer',

  'signUp.title': 'Créer un compte',
  'signUp.intro': 'Un compte sur {name} permet d’envoyer des vidéos, de commenter et de suivre des chaînes.',
  'signUp.introApproval':
    'Un compte sur {name} permet d’envoyer des vidéos, de commenter et de suivre des chaînes. Une personne de l’équipe lit chaque demande.',
  'signUp.closed': 'Ici, les comptes sont créés par l’équipe du serveur. Demandez-lui le vôtre.',
  'signUp.faulty': 'Quelque chose ne va pas encore. Voyez ci-dessous.',
  'signUp.username': 'Nom d’utilisateur',
  'signUp.hint.username': 'Minuscules, chiffres, points et tirets bas. Il ne pourra plus changer.',
  'signUp.fault.username': 'Ce nom ne convient pas : minuscules, chiffres, points et tirets bas seulement.',
  'signUp.taken': 'Quelqu’un a déjà ce nom ou cette adresse électronique.',
  'signUp.email': 'Adresse électronique',
  'signUp.hint.email': 'Seule l’équipe la voit.',
  'signUp.fault.email': 'Ceci n’est pas une adresse électronique.',
  'signUp.password': 'Mot de passe',
  'signUp.hint.password': 'Au moins 6 caractères ; plusieurs mots en font un bon.',
  'signUp.fault.password': 'Il faut au moins 6 caractères.',
  'signUp.reason': 'Qui êtes-vous, et qu’est-ce qui vous amène ?',
  'signUp.hint.reason': 'Pour l’équipe, qui décide.',
  'signUp.fault.reason': 'Quelques mots sont nécessaires.',
  'signUp.agreeTerms': 'J’ai au moins {age} ans et j’accepte les conditions d’utilisation.',
  'signUp.agreeAge': 'J’ai au moins {age} ans.',
  'signUp.fault.agreed': 'C’est nécessaire pour créer un compte.',
  'signUp.make': 'Créer mon compte',
  'signUp.ask': 'Envoyer ma demande',
  'signUp.outcome.made': 'Votre compte est prêt. Vous pouvez vous connecter.',
  'signUp.outcome.asked': 'Votre demande est envoyée. Un message vous dira quand quelqu’un l’aura lue.',
  'signUp.outcome.asked-no-mail':
    'Votre demande est envoyée. Ce serveur n’envoie pas d’e-mail : revenez vous connecter. Cela marchera dès que vous serez accepté ; d’ici là, on vous y dira où en est votre demande.',
  'signUp.outcome.check-mail': 'Presque fini : ouvrez le lien du message qui vient de vous être envoyé.'
}
