/** Who runs PostgreSQL's programs: we ourselves or, because PostgreSQL refuses root, another system user. */
import { execFile, type SpawnOptions } from 'node:child_process'
import { realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { CannotStart } from '../cannot-start.ts'

const run = promisify(execFile)
const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

export interface ProgramOwner {
  /** Undefined when the programs run as the present user. */
  readonly ids: { readonly uid: number; readonly gid: number } | undefined
  /** How to spawn a program as that user. */
  command(program: string, args: readonly string[]): readonly [command: string, args: string[], options: SpawnOptions]
}

/**
 * @param folder Where the cluster is or will be. An existing one keeps its owner.
 * @param paths Folders the owner must reach besides.
 * @throws CannotStart when no user can be found or given the way.
 */
export async function chooseOwner(folder: string, paths: readonly string[], probe: string): Promise<ProgramOwner> {
  const options: SpawnOptions = { cwd: '/', env: { PATH: SYSTEM_PATH, TZ: 'UTC', LC_ALL: 'C' } }
  if (process.getuid?.() !== 0)
    return { ids: undefined, command: (program, args) => [program, [...args], { ...options, cwd: folder }] }

  const found = await stat(folder)
  const ids = found.uid === 0 ? await systemUser() : { uid: found.uid, gid: found.gid }
  const canReach = (await Promise.all([folder, ...paths].map(path => isReachable(path, ids)))).every(Boolean)
  if (canReach) return { ids, command: (program, args) => [program, [...args], { ...options, ...ids }] }

  const prefix = await capabilityPrefix(ids, probe, folder)
  return { ids, command: (program, args) => ['setpriv', [...prefix, program, ...args], options] }
}

/** PostgreSQL's own user where there is one, else one made for us, else the user who owns nothing. */
async function systemUser(): Promise<{ uid: number; gid: number }> {
  for (const name of ['postgres', 'colombier']) {
    const known = await idsOf(name)
    if (known) return known
  }
  await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'colombier'
  ]).catch(() => undefined)
  const made = (await idsOf('colombier')) ?? (await idsOf('nobody'))
  if (made) return made
  throw new CannotStart('PostgreSQL refuses to run as root and no other user exists: start as an ordinary user.')
}

async function idsOf(name: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}

async function isReachable(path: string, { uid, gid }: { uid: number; gid: number }): Promise<boolean> {
  for (let at = await realpath(path); ; at = dirname(at)) {
    const found = await stat(at)
    const searchBit = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001
    if (!(found.mode & searchBit)) return false
    if (at === dirname(at)) return true
  }
}

/**
 * A folder of root's that nobody else may enter: the programs get the one capability that lets them pass through it.
 * Node cannot hand capabilities on, so util-linux's setpriv does. Containers often grant only the second one.
 */
async function capabilityPrefix(
  { uid, gid }: { uid: number; gid: number },
  probe: string,
  folder: string
): Promise<string[]> {
  for (const capability of ['+dac_read_search', '+dac_override']) {
    const user = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
    // initdb looks for postgres with access(2), which heeds capabilities only when this bit is set.
    const bits = '--securebits=+no_setuid_fixup'
    const prefix = [bits, ...user, `--inh-caps=${capability}`, `--ambient-caps=${capability}`, '--']
    const works = await run('setpriv', [...prefix, probe, '--version'], { cwd: '/' }).then(
      () => true,
      () => false
    )
    if (works) return prefix
  }
  throw new CannotStart(
    `PostgreSQL refuses to run as root, and no other user can enter ${folder}: start as an ordinary user, or move Colombier and its data to a folder all users may enter, such as /opt.`
  )
}
