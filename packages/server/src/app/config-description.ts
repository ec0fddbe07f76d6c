/** The settings in words, made from their schema so that the two cannot differ. */
import { SECRETS, SETTINGS } from './config.ts'

interface Description {
  readonly name: string
  readonly text: string
  /** As one would type it; empty when there is none. */
  readonly defaultValue: string
}

function descriptions(): Description[] {
  return Object.entries(SETTINGS.shape).map(([name, schema]) => {
    const parsed = schema.safeParse(undefined)
    return { name, text: schema.description ?? '', defaultValue: show(parsed.success ? parsed.data : undefined) }
  })
}

/** A block for each setting; values that are secret are shown only as being set. */
export function describeSettings(env: NodeJS.ProcessEnv): string {
  return descriptions()
    .map(({ name, text, defaultValue }) => {
      const given = env[name]
      const now = given ? (isSecret(name) ? '********' : given) : defaultValue || 'not set'
      return `${name} = ${now}${given ? '' : ' (default)'}\n    ${text}.\n    Default: ${defaultValue || 'none'}\n`
    })
    .join('\n')
}

/** A file for `docker compose --env-file` or `.env`: every line a comment until somebody wants another value. */
export function envExample(): string {
  const lines = descriptions().map(({ name, text, defaultValue }) => `# ${text}.\n#${name}=${defaultValue}\n`)
  return `# Made by: npm run settings -- --env-example\n\n${lines.join('\n')}`
}

function isSecret(name: string): boolean {
  return (SECRETS as readonly string[]).includes(name)
}

function show(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (Array.isArray(value)) return value.join(',')
  if (value === -1) return 'unlimited'
  return typeof value === 'number' && value >= 1e9 ? `${value / 1e9}GB` : String(value)
}
