/** As much of activitypub-express 4.4.2 as the tests use; the package brings no types. */
declare module 'activitypub-express' {
  import type { RequestHandler } from 'express'

  export interface ApexThing {
    id: string
    type: string
    _meta?: { privateKey?: string; collection?: string[] }
    [property: string]: unknown
  }

  export interface ApexActor extends ApexThing {
    inbox: string[]
    outbox: string[]
  }

  export interface Apex extends RequestHandler {
    consts: { jsonldTypes: string[] }
    net: Record<string, Record<'get' | 'post', RequestHandler[]>>
    createActor(username: string, displayName: string, summary: string): Promise<ApexActor>
    buildActivity(type: string, actorId: string, to: string[], more: object): Promise<ApexThing>
    addToOutbox(actor: ApexActor, activity: ApexThing): Promise<void>
  }

  export default function ActivitypubExpress(settings: object): Apex
}
