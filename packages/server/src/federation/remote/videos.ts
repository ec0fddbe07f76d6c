/** Videos of other servers, found here or fetched. */
import type { FederationDeps } from '../deps.ts'

/** @returns Undefined for what is no video, or not for everybody. @throws Refused, FetchError */
export async function findOrFetchVideo(
  _deps: FederationDeps,
  url: string
): Promise<{ id: number; isLocal: boolean } | undefined> {
  throw new Error(`${url} cannot be fetched yet`)
}
