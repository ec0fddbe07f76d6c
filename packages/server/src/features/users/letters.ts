/** What users are written, in French and English. Pure. */
import type { Locale } from '../../contract/index.ts'

export interface Letter {
  readonly subject: string
  readonly text: string
}

export interface Sender {
  /** Name of this server. */
  readonly name: string
  readonly origin: string
}

type Write<Facts> = Record<Locale, (sender: Sender, facts: Facts) => Letter>

interface LinkFacts {
  readonly username: string
  readonly link: string
}

export const VERIFY_EMAIL: Write<LinkFacts> = {
  en: ({ name }, { username, link }) => ({
    subject: `Confirm your address for ${name}`,
    text: `Hello ${username},\n\nOpen this page within an hour to confirm that this is your e-mail address:\n${link}\n\nIf you did not ask for an account on ${name}, leave this mail unanswered.`
  }),
  fr: ({ name }, { username, link }) => ({
    subject: `Confirmez votre adresse pour ${name}`,
    text: `Bonjour ${username},\n\nOuvrez cette page dans l’heure pour confirmer que cette adresse est la vôtre :\n${link}\n\nSi vous n’avez pas demandé de compte sur ${name}, ne répondez pas à ce courriel.`
  })
}

export const RESET_PASSWORD: Write<LinkFacts> = {
  en: ({ name }, { username, link }) => ({
    subject: `A new password for ${name}`,
    text: `Hello ${username},\n\nOpen this page within an hour to choose a new password:\n${link}\n\nIf you did not ask for it, your password stays as it is: you need do nothing.`
  }),
  fr: ({ name }, { username, link }) => ({
    subject: `Un nouveau mot de passe pour ${name}`,
    text: `Bonjour ${username},\n\nOuvrez cette page dans l’heure pour choisir un nouveau mot de passe :\n${link}\n\nSi vous ne l’avez pas demandé, votre mot de passe reste inchangé : vous n’avez rien à faire.`
  })
}

export const REGISTRATION_ANSWER: Write<{ username: string; isAccepted: boolean; response: string }> = {
  en: ({ name, origin }, { username, isAccepted, response }) => ({
    subject: isAccepted ? `Your account on ${name} is ready` : `Your request for an account on ${name}`,
    text: isAccepted
      ? `Hello ${username},\n\nYour request was accepted. You can sign in:\n${origin}/login\n\n${response}`
      : `Hello ${username},\n\nYour request was not accepted.\n\n${response}`
  }),
  fr: ({ name, origin }, { username, isAccepted, response }) => ({
    subject: isAccepted ? `Votre compte sur ${name} est prêt` : `Votre demande de compte sur ${name}`,
    text: isAccepted
      ? `Bonjour ${username},\n\nVotre demande est acceptée. Vous pouvez vous connecter :\n${origin}/login\n\n${response}`
      : `Bonjour ${username},\n\nVotre demande n’a pas été acceptée.\n\n${response}`
  })
}
