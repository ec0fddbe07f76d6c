import type { IncomingMessage } from 'node:http'
import express from 'express'

export function parseTrustProxy(text: string): string | number {
  return /^\d+$/.test(text) ? Number(text) : text
}

/** Tells of requests that express does not see where they come from, by the rules by which it does. */
export function clientAddressReader(trustProxy: string): (req: IncomingMessage) => string {
  const app = express()
  app.set('trust proxy', parseTrustProxy(trustProxy))
  const isTrusted: (address: string, hop: number) => boolean = app.get('trust proxy fn')

  return req => {
    const forwarded = [req.headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
    const hops = [req.socket.remoteAddress ?? '', ...forwarded.map(hop => hop.trim()).reverse()].filter(Boolean)
    const client = hops.find((hop, index) => !isTrusted(hop, index)) ?? hops.at(-1) ?? ''
    return client.replace(/^::ffff:/, '')
  }
}
