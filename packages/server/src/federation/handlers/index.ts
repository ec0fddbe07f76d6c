/** Which deed each kind of activity is, by its `type`; kinds that are not named here are taken and forgotten. */
import type { ActivityHandler } from '../deps.ts'

export const HANDLERS: Readonly<Record<string, ActivityHandler>> = {}
