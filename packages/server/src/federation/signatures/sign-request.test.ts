import { createHash, generateKeyPairSync, verify } from 'node:crypto'
import { verifyRequest } from '@fedify/fedify/sig'
import { expect, test } from 'vitest'
import { type RequestToSign, signHeaders } from './sign-request.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
const ACTOR = 'https://tube.example/accounts/peertube'
const keyId = `${ACTOR}#main-key`
const now = new Date('2026-11-25T16:00:00Z')

test('a POST is signed over its address, host, date and digest', () => {
  const url = new URL('https://peer.example:8443/inbox?a=b')
  const headers = signHeaders({ url, method: 'POST', body: '{"é":1}', keyId, privateKeyPem, now })
  const digest = `SHA-256=${createHash('sha256').update('{"é":1}').digest('base64')}`
  expect(headers).toMatchObject({
    Host: 'peer.example:8443',
    Date: 'Wed, 25 Nov 2026 16:00:00 GMT',
    Digest: digest,
    Signature: expect.stringMatching(
      /^keyId="https:\/\/tube\.example\/accounts\/peertube#main-key",algorithm="rsa-sha256",headers="\(request-target\) host date digest",signature="[^"]+"$/
    )
  })
  const text = `(request-target): post /inbox?a=b\nhost: peer.example:8443\ndate: ${headers['Date']}\ndigest: ${digest}`
  expect(verify('sha256', Buffer.from(text), publicKey, signatureOf(headers))).toBe(true)
})

test('a GET is signed without a digest', () => {
  const headers = signHeaders({
    url: new URL('https://peer.example/accounts/alice'),
    method: 'GET',
    keyId,
    privateKeyPem,
    now
  })
  expect(headers).not.toHaveProperty('Digest')
  const text = `(request-target): get /accounts/alice\nhost: peer.example\ndate: ${headers['Date']}`
  expect(verify('sha256', Buffer.from(text), publicKey, signatureOf(headers))).toBe(true)
})

test('Fedify takes both, and neither of them for another body or address', async () => {
  const url = new URL('https://peer.example/inbox')
  const fresh = { url, keyId, privateKeyPem, now: new Date() }
  const post = signHeaders({ ...fresh, method: 'POST', body: '{}' })
  const get = signHeaders({ ...fresh, method: 'GET' })
  expect(await isTaken({ url, method: 'GET' }, get)).toBe(true)
  expect(await isTaken({ url, method: 'POST', body: '{}' }, post)).toBe(true)
  expect(await isTaken({ url, method: 'POST', body: '[]' }, post)).toBe(false)
  expect(await isTaken({ url: new URL('https://peer.example/other'), method: 'POST', body: '{}' }, post)).toBe(false)
})

const signatureOf = (headers: Record<string, string>) =>
  Buffer.from(/signature="([^"]+)"/.exec(headers['Signature'] ?? '')![1]!, 'base64')

async function isTaken(
  { url, method, body }: Pick<RequestToSign, 'url' | 'method' | 'body'>,
  headers: Record<string, string>
): Promise<boolean> {
  const key = {
    '@context': 'https://w3id.org/security/v1',
    id: keyId,
    type: 'CryptographicKey',
    owner: ACTOR,
    publicKeyPem
  }
  const document = {
    '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
    id: ACTOR,
    type: 'Application',
    preferredUsername: 'peertube',
    inbox: `${ACTOR}/inbox`,
    publicKey: key
  }
  const documentLoader = async () => ({ contextUrl: null, documentUrl: ACTOR, document })
  const request = new Request(url, { method, headers, ...(typeof body === 'string' && { body }) })
  return (await verifyRequest(request, { documentLoader })) !== null
}
