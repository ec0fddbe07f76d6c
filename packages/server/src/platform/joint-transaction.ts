/** Several deeds in one transaction, of which each is written as if it had the database to itself. */
import type { Database, Queryable } from './postgres.ts'

export interface JointTransaction extends Database {
  /** Whether something of a deed was left half done, so that nothing of the transaction may stay. */
  readonly isSpoilt: boolean
  /** Whether a deed began a transaction of its own since `forgetWriting`. */
  readonly hasWritten: boolean
  forgetWriting(): void
}

/** A deed's own transaction is part of the joint one: it cannot be taken back by itself. */
export function joinTransaction(tx: Queryable): JointTransaction {
  let isSpoilt = false
  let hasWritten = false
  const spoil = (error: unknown) => {
    isSpoilt = true
    throw error
  }
  const joint: JointTransaction = {
    // After a statement that fails, PostgreSQL refuses every other one.
    query: ((...statement: Parameters<Queryable['query']>) =>
      tx.query(...statement).catch(spoil)) as Queryable['query'],
    async transaction(work) {
      hasWritten = true
      return work(joint).catch(spoil)
    },
    close: async () => {},
    get isSpoilt() {
      return isSpoilt
    },
    get hasWritten() {
      return hasWritten
    },
    forgetWriting() {
      hasWritten = false
    }
  }
  return joint
}
