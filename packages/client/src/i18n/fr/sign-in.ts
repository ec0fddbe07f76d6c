import type { signIn as source } from '../en/sign-in.ts'
import type { Translated } from '../translated.ts'

export const signIn: Translated<typeof source> = {
  'password.title': 'Cette vidéo demande un mot de passe',
  'password.intro': 'La personne qui a publié « {name} » la protège par un mot de passe.',
  'password.label': 'Mot de passe de la vidéo',
  'password.wrong': 'Ce n’est pas le bon mot de passe. Vérifiez les majuscules et réessayez.',
  'password.submit': 'Regarder la vidéo',

  'signIn.title': 'Se connecter',
  'signIn.username': 'Nom d’utilisateur ou adresse électronique',
  'signIn.password': 'Mot de passe',
  'signIn.submit': 'Se connecter',
  'signIn.wrong': 'Le nom d’utilisateur et le mot de passe ne vont pas ensemble. Vérifiez-les et réessayez.',
  'signIn.code': 'Saisissez de nouveau votre mot de passe, avec le code que votre application affiche maintenant.',
  'signIn.wrongCode':
    'Ce code n’est pas celui du moment. Attendez le suivant, et saisissez-le avec votre mot de passe.',
  'signIn.codeLabel': 'Code à six chiffres',
  'signIn.blocked': 'Ce compte est bloqué. Adressez-vous aux personnes qui gèrent ce serveur.',
  'signIn.unverified': 'Confirmez d’abord votre adresse : ouvrez le lien du courriel que nous vous avons envoyé.',
  'signIn.waiting': 'Les personnes qui gèrent ce serveur n’ont pas encore répondu à votre demande de compte.',
  'signIn.rejected':
    'Les personnes qui gèrent ce serveur n’ont pas accepté votre demande de compte. Vous pouvez leur demander pourquoi.',
  'signIn.forgotten': 'Mot de passe oublié ? Les personnes qui gèrent ce serveur vous en donneront un nouveau.',
  'signIn.whoToAsk': 'Qui elles sont',
  'signIn.throttled': 'Trop d’essais. Attendez quelques minutes avant de recommencer.',

  'accountLink.forgot.title': 'Mot de passe oublié ?',
  'accountLink.forgot.intro':
    'Indiquez l’adresse électronique de votre compte : nous vous enverrons un lien pour choisir un nouveau mot de passe.',
  'accountLink.forgot.submit': 'M’envoyer le lien',
  'accountLink.forgot.fault': 'Indiquez une adresse électronique complète.',
  'accountLink.forgot.done': 'Si un compte a cette adresse, un courriel est en route. Son lien est valable une heure.',
  'accountLink.reset.title': 'Un nouveau mot de passe',
  'accountLink.reset.intro': 'Choisissez au moins six caractères. Chaque appareil connecté devra se reconnecter.',
  'accountLink.reset.submit': 'Choisir ce mot de passe',
  'accountLink.reset.fault': 'Choisissez au moins six caractères.',
  'accountLink.reset.done': 'Votre nouveau mot de passe est en place.',
  'accountLink.verify.title': 'Confirmez votre adresse',
  'accountLink.verify.intro': 'Il reste une étape : dites que cette adresse électronique est la vôtre.',
  'accountLink.verify.submit': 'Cette adresse est la mienne',
  'accountLink.verify.done': 'Votre adresse est confirmée.',
  'accountLink.badLink': 'Ce lien a déjà servi, ou date de plus d’une heure. Demandez-en un autre.',
  'accountLink.email': 'Adresse électronique',
  'accountLink.newPassword': 'Nouveau mot de passe'
}
