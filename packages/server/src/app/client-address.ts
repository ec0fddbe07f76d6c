import type { IncomingMessage } from 'node:http'
import express from 'express'
import { CannotStart } from '../platform/cannot-start.ts'

/** @throws CannotStart for what Express cannot read. */
export function parseTrustProxy(text: string): string | number {
  const proxies = /^\d+$/.test(text) ? Number(text) : text
  try {
    express().set('trust proxy', proxies)
  } catch {
    throw new CannotStart(
      'The setting COLOMBIER_TRUST_PROXY must be loopback, uniquelocal, addresses with commas between them, or a number of hops.'
    )
  }
  return proxies
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
