import type { IncomingMessage } from 'node:http'
import express, { type Request } from 'express'
import { expect, test } from 'vitest'
import { clientAddressReader, parseTrustProxy } from './client-address.ts'

const requestOf = (remoteAddress: string, forwarded?: string) =>
  ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } }) as unknown as IncomingMessage

/** What express says of the same request. */
function expressSays(trustProxy: string, req: IncomingMessage): string | undefined {
  const app = express()
  app.set('trust proxy', parseTrustProxy(trustProxy))
  const asked = Object.assign(Object.create(app.request) as Request, req, { app, connection: req.socket })
  return asked.ip?.replace(/^::ffff:/, '')
}

test.each([
  ['loopback', '127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['loopback', '::ffff:127.0.0.1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['loopback', '192.0.2.5', '203.0.113.9', '192.0.2.5'],
  ['loopback', '127.0.0.1', undefined, '127.0.0.1'],
  ['loopback', '127.0.0.1', '', '127.0.0.1'],
  ['loopback, 192.0.2.0/24', '127.0.0.1', '203.0.113.9, 192.0.2.7', '203.0.113.9'],
  ['2', '10.0.0.1', '1.2.3.4, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
  ['0', '10.0.0.1', '203.0.113.9', '10.0.0.1'],
  ['loopback', '::1', '2001:db8::7', '2001:db8::7'],
  ['loopback', '127.0.0.1', '127.0.0.1, 127.0.0.1', '127.0.0.1']
])('trusting %s, from %s forwarded for %s: %s', (trustProxy, remoteAddress, forwarded, expected) => {
  const req = requestOf(remoteAddress, forwarded)
  expect(clientAddressReader(trustProxy)(req)).toBe(expected)
  expect(expressSays(trustProxy, req)).toBe(expected)
})

test('a proxy that is none is refused in one sentence that names the setting', () => {
  expect(() => parseTrustProxy('nginx')).toThrow(/^The setting COLOMBIER_TRUST_PROXY must be/)
  expect(parseTrustProxy('uniquelocal, 203.0.113.7')).toBe('uniquelocal, 203.0.113.7')
  expect(parseTrustProxy('2')).toBe(2)
})
