/** What the person at the terminal reads when the server is up. */
import type { Config } from './config.ts'
import type { NewAdministrator } from './start-parts.ts'

export interface Greeting {
  readonly config: Pick<Config, 'origin' | 'instanceName'>
  readonly administrator: NewAdministrator | undefined
}

/** The password appears here once, on the day it is made up. */
export function greet({ config, administrator }: Greeting): string {
  const lines: (readonly [string, string])[] = [['Address', config.origin]]
  if (administrator) {
    lines.push(['Administrator', administrator.name])
    lines.push(['Password', administrator.password ?? 'as set in COLOMBIER_ADMIN_PASSWORD'])
    if (administrator.password) lines.push(['Kept in', administrator.passwordFile])
  }
  const width = Math.max(...lines.map(([name]) => name.length))
  const block = lines.map(([name, value]) => `    ${name.padEnd(width)}  ${value}`).join('\n')
  return `\n  ${config.instanceName} is ready. Stop it with Ctrl-C.\n\n${block}\n\n`
}
