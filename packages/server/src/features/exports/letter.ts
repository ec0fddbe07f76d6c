/** What is written to somebody whose archive is ready. Pure. */
import type { Locale } from '../../contract/index.ts'

interface Facts {
  readonly username: string
  /** Of the server. */
  readonly name: string
  readonly origin: string
  readonly expiresAt: Date
}

function day(locale: Locale, date: Date): string {
  const written = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date)
  // Intl does not know the French ordinal.
  return locale === 'fr' ? written.replace(/^1 /, '1er ') : written
}

export const ARCHIVE_READY: Record<Locale, (facts: Facts) => { subject: string; text: string }> = {
  en: ({ username, name, origin, expiresAt }) => ({
    subject: `Your archive from ${name} is ready`,
    text: `Hello ${username},\n\nThe archive of what you have on ${name} is ready. It can be downloaded until ${day('en', expiresAt)}:\n${origin}/my-account/settings#export\n\nIf you did not ask for it, change your password.`
  }),
  fr: ({ username, name, origin, expiresAt }) => ({
    subject: `Votre archive de ${name} est prête`,
    text: `Bonjour ${username},\n\nL’archive de ce que vous avez sur ${name} est prête. Elle peut être téléchargée jusqu’au ${day('fr', expiresAt)} :\n${origin}/my-account/settings#export\n\nSi vous ne l’avez pas demandée, changez votre mot de passe.`
  })
}
