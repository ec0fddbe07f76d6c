/** Where to report a security hole (RFC 9116). Pure. */

const MONTHS_VALID = 6

export function makeSecurityText(options: {
  readonly origin: string
  readonly securityContact: string | undefined
  /** Languages of the people behind the server; none when they did not say. */
  readonly languages: readonly string[]
  readonly now: Date
}): string {
  const { origin, securityContact, languages, now } = options
  const expires = new Date(now)
  expires.setUTCMonth(expires.getUTCMonth() + MONTHS_VALID)
  const lines = [
    `Contact: ${securityContact ?? `${origin}/`}`,
    `Expires: ${expires.toISOString()}`,
    ...(languages.length > 0 ? [`Preferred-Languages: ${languages.join(', ')}`] : []),
    `Canonical: ${origin}/.well-known/security.txt`
  ]
  return `${lines.join('\n')}\n`
}
