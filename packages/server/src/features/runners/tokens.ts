/** Tokens of runners. The prefixes are PeerTube's; the database knows only the hashes of those that do work. */
import { createHash, randomUUID } from 'node:crypto'

export const newRegistrationToken = (): string => `ptrrt-${randomUUID()}`
export const newRunnerToken = (): string => `ptrt-${randomUUID()}`
export const newJobToken = (): string => `ptrjt-${randomUUID()}`

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()
