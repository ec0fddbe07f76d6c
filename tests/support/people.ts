import express, { type Router } from 'express'
import { insertUserWithAccount } from '../../packages/server/src/features/users/create-user.ts'
import { problemHandler, type Viewer } from '../../packages/server/src/platform/http.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { serve, type TestServer } from './serve.ts'

export interface Person extends Viewer {
  readonly channelId: number
}

/** Ada owns things, Bob is somebody else, Mona moderates, Ruth administers. */
export const ROLES = { ada: 'user', bob: 'user', mona: 'moderator', ruth: 'administrator' } as const
export type People = Readonly<Record<keyof typeof ROLES, Person>>

export async function makePeople(db: Database): Promise<People> {
  const made = Object.entries(ROLES).map(async ([username, role]) => {
    const person = { username, email: `${username}@example.org`, role }
    // Nobody signs in, so nobody waits for a password to be hashed.
    const { id, accountId, channelId } = await db.transaction(tx => insertUserWithAccount(tx, person, 'none'))
    return [username, { userId: id, accountId, channelId, username, role }]
  })
  return Object.fromEntries(await Promise.all(made)) as People
}

/** Takes the `authorization` header for somebody's bare name, and leaves them where the auth slice would. */
export function asPerson(people: People): express.RequestHandler {
  return (req, res, next) => {
    res.locals['viewer'] = people[req.get('authorization') as keyof People]
    next()
  }
}

/** Serves parts of the API to these people. */
export function serveApi(people: People, ...routers: Router[]): Promise<TestServer> {
  return serve(
    express()
      .use(asPerson(people))
      .use('/api/v1', ...routers, problemHandler)
  )
}
