/** People with a token each, as the whole server knows them. */
import { randomUUID } from 'node:crypto'
import { insertToken } from '../../../packages/server/src/features/auth/store.ts'
import { hashToken, newToken } from '../../../packages/server/src/features/auth/token.ts'
import { insertUserWithAccount } from '../../../packages/server/src/features/users/create-user.ts'
import { hashPassword } from '../../../packages/server/src/features/users/password.ts'
import type { Database } from '../../../packages/server/src/platform/postgres.ts'
import type { Person } from '../people.ts'

export interface Caller extends Person {
  readonly token: string
  readonly email: string
}

const HOUR = 3600
export const CALLERS_PASSWORD = 'a-password'
/** One for all of them, because making one takes its time. */
const passwordHash = hashPassword(CALLERS_PASSWORD)

/** A new user with a name of their own: nothing that is done to them touches anybody else. */
export async function makeCaller(db: Database, role: Person['role'], prefix = role as string): Promise<Caller> {
  const username = `${prefix}_${randomUUID().slice(0, 8)}`
  const email = `${username}@private.example.org`
  const token = newToken()
  const made = await db.transaction(async tx => {
    const user = await insertUserWithAccount(tx, { username, email, role }, await passwordHash)
    await insertToken(tx, {
      userId: user.id,
      visit: { address: '', device: 'a test' },
      accessHash: hashToken('access', token),
      accessSeconds: HOUR,
      refreshHash: hashToken('refresh', newToken()),
      refreshSeconds: HOUR
    })
    return user
  })
  return { userId: made.id, accountId: made.accountId, channelId: made.channelId, username, role, token, email }
}
