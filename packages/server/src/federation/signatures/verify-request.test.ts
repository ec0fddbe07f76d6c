import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { signRequest } from '@fedify/fedify/sig'
import { beforeEach, expect, test, vi } from 'vitest'
import { siteOf } from '../../kernel/site.ts'
import type { RemoteActor } from '../deps.ts'
import { signHeaders } from './sign-request.ts'
import type { Signers } from './signers.ts'
import { type SignedRequest, verifyRequestSignature } from './verify-request.ts'

const pairOf = (type: 'rsa', bits = 2048) => {
  const { publicKey, privateKey } = generateKeyPairSync(type, { modulusLength: bits })
  return {
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  }
}
const keys = pairOf('rsa')
const otherKeys = pairOf('rsa')

const site = siteOf('https://here.example')
const url = 'https://peer.example/accounts/ada'
const keyId = `${url}#main-key`
const ada = { url, publicKeyUrl: keyId, publicKeyPem: keys.publicKeyPem } as RemoteActor
const now = new Date('2026-11-25T16:00:00Z')
const body = Buffer.from('{"type":"Like","é":1}')

let renewals: number
let signers: Signers
beforeEach(() => {
  renewals = 0
  signers = {
    find: async () => ada,
    async renew() {
      renewals += 1
      return undefined
    }
  }
})

const request = (headers: object, change: Partial<SignedRequest> = {}): SignedRequest => ({
  method: 'POST',
  target: '/inbox',
  body,
  ...change,
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
})
const signed = (change: Partial<Parameters<typeof signHeaders>[0]> = {}) =>
  signHeaders({
    url: new URL('https://here.example/inbox'),
    method: 'POST',
    body,
    keyId,
    now,
    privateKeyPem: keys.privateKeyPem,
    ...change
  })
const verify = (of: SignedRequest) => verifyRequestSignature(of, { site, signers, now })

/** Signs any of the lines, in any way. */
function by(
  names: readonly string[],
  headers: Readonly<Record<string, string>>,
  {
    parameters = '',
    algorithm = 'rsa-sha256',
    hash = 'sha256',
    special = {}
  }: { parameters?: string; algorithm?: string; hash?: string; special?: Record<string, string> } = {}
) {
  const values: Record<string, string> = { '(request-target)': 'post /inbox', ...headers, ...special }
  const text = names.map(name => `${name}: ${values[name]}`).join('\n')
  const signature = sign(hash, Buffer.from(text), keys.privateKeyPem).toString('base64')
  const list = names.join(' ')
  return request({
    ...headers,
    signature: `keyId="${keyId}",algorithm="${algorithm}",${parameters}headers="${list}",signature="${signature}"`
  })
}
const digest = (hash: string, of = body) => createHash(hash).update(of).digest('base64')
const usual = { host: 'here.example', date: now.toUTCString(), digest: `SHA-256=${digest('sha256')}` }
const ALL = ['(request-target)', 'host', 'date', 'digest']

test('a request is its signer’s', async () => {
  expect(await verify(request(signed()))).toBe(ada)
  const { Signature, ...headers } = signed()
  expect(await verify(request({ ...headers, Authorization: `Signature ${Signature}` }))).toBe(ada)
  expect(renewals).toBe(0)
})

const seconds = now.getTime() / 1000
test.each([
  ['a named moment', ['(request-target)', '(created)', 'host', 'digest'], { created: seconds }],
  ['a moment 59 minutes ahead', ['(request-target)', '(created)', 'host', 'digest'], { created: seconds + 3540 }]
])('%s does as well as a date', async (_name, names, { created }) => {
  const options = { parameters: `created=${created},`, algorithm: 'hs2019', special: { '(created)': String(created) } }
  expect(await verify(by(names, usual, options))).toBe(ada)
})

test('SHA-512 is taken, in the digest and in the signature', async () => {
  const headers = { ...usual, digest: `SHA-512=${digest('sha512')}` }
  expect(await verify(by(ALL, headers))).toBe(ada)
  expect(await verify(by(ALL, usual, { algorithm: 'rsa-sha512', hash: 'sha512' }))).toBe(ada)
  expect(await verify(by(ALL, usual, { algorithm: 'hs2019', hash: 'sha512' }))).toBe(ada)
})

const at = (ms: number) => ({ ...usual, date: new Date(now.getTime() + ms).toUTCString() })
const hour = 3_600_000

test('what is not signed at all is forbidden', async () => {
  await expect(verify(request(usual))).rejects.toMatchObject({ code: 'forbidden' })
})

test.each<[string, () => SignedRequest, RegExp]>([
  ['nonsense', () => request({ ...usual, signature: 'keyId=,,' }), /cannot be read/],
  ['two signatures', () => request({ ...usual, signature: 'keyId="a",keyId="b"' }), /twice/],
  ...ALL.map((name): [string, () => SignedRequest, RegExp] => [
    `a signature without ${name}`,
    () =>
      by(
        ALL.filter(one => one !== name),
        usual
      ),
    /does not cover|neither date/
  ]),
  ['a date of long ago', () => by(ALL, at(-hour - 1000)), /an hour away/],
  ['a date to come', () => by(ALL, at(hour + 1000)), /an hour away/],
  ['a date that is none', () => by(ALL, { ...usual, date: 'yesterday' }), /an hour away/],
  ['a signature that has expired', () => by(ALL, usual, { parameters: `expires=${seconds - 1},` }), /expired/],
  [
    'a signature for another host',
    () => request(signed({ url: new URL('https://other.example/inbox') })),
    /another host/
  ],
  ['another host than the signed one', () => request({ ...signed(), Host: 'other.example' }), /another host/],
  ['another address', () => request(signed(), { target: '/accounts/bob/inbox' }), /not one of its signer/],
  ['another method', () => request(signed(), { method: 'PUT' }), /not one of its signer/],
  ['another body', () => request(signed(), { body: Buffer.from('{}') }), /digest is not/],
  [
    'another body with its digest',
    () =>
      request({ ...signed(), Digest: `SHA-256=${digest('sha256', Buffer.from('{}'))}` }, { body: Buffer.from('{}') }),
    /not one of its signer/
  ],
  [
    'a second, false digest',
    () => by(ALL, { ...usual, digest: `${usual.digest},SHA-512=${digest('sha256')}` }),
    /digest is not/
  ],
  ['a weak digest', () => by(ALL, { ...usual, digest: `MD5=${digest('md5')}` }), /no SHA-256/],
  ['a short digest', () => by(ALL, { ...usual, digest: 'SHA-256=AA==' }), /digest is not/],
  [
    'another date than the signed one',
    () => request({ ...signed(), Date: new Date(now.getTime() + 1000).toUTCString() }),
    /not one of its signer/
  ],
  ['another key', () => request(signed({ privateKeyPem: otherKeys.privateKeyPem })), /not one of its signer/],
  ['an unknown algorithm', () => by(ALL, usual, { algorithm: 'constructor' }), /not taken/],
  ['a header that is not there', () => by([...ALL, 'x-none'], usual), /x-none, which is not there/]
])('%s is refused', async (_name, make, reason) => {
  await expect(verify(make())).rejects.toMatchObject({
    code: 'unauthenticated',
    message: expect.stringMatching(reason)
  })
})

test('a key that does not fit is asked for again, once', async () => {
  signers.find = async () => ({ ...ada, publicKeyPem: otherKeys.publicKeyPem })
  signers.renew = async () => {
    renewals += 1
    return ada
  }
  expect(await verify(request(signed()))).toBe(ada)
  expect(renewals).toBe(1)
})

test.each([
  ['a key too weak', pairOf('rsa', 768).publicKeyPem],
  ['no key', 'nonsense']
])('%s is refused', async (_name, publicKeyPem) => {
  signers.find = async () => ({ ...ada, publicKeyPem })
  await expect(verify(request(signed()))).rejects.toMatchObject({ code: 'unauthenticated' })
})

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
async function messageSigned(address: string): Promise<SignedRequest> {
  const der = Buffer.from(keys.privateKeyPem.replace(/-----[^-]+-----|\s/g, ''), 'base64')
  const key = await crypto.subtle.importKey('pkcs8', der, RSA, true, ['sign'])
  const asked = new Request(address, { method: 'POST', body: new Uint8Array(body) })
  const { headers } = await signRequest(asked, key, new URL(keyId), { spec: 'rfc9421' })
  return request(Object.fromEntries(headers))
}
const verifyNow = (of: SignedRequest) => verifyRequestSignature(of, { site, signers, now: new Date() })

test('signatures after RFC 9421 are taken, and not for anything else', async () => {
  const good = await messageSigned('https://here.example/inbox')
  expect(await verifyNow(good)).toBe(ada)
  await expect(verifyNow({ ...good, body: Buffer.from('{}') })).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(verifyNow({ ...good, target: '/other' })).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(verifyNow(await messageSigned('https://other.example/inbox'))).rejects.toThrow('not one of its signer')
})

test.each([
  ['"@method" "@target-uri"', 'content-digest'],
  ['"@method" "@target-uri" "content-digest";req', 'content-digest'],
  ['"@target-uri" "content-digest"', '@method'],
  ['"@method" "content-digest"', 'the address'],
  ['"@method" "@path" "content-digest"', 'the address']
])('a signature over %s alone does not cover %s', async (components, missing) => {
  const { headers, ...rest } = await messageSigned('https://here.example/inbox')
  const input = String(headers['signature-input']).replace(/\(.*?\)/, `(${components})`)
  const weak = { ...rest, headers: { ...headers, 'signature-input': input } }
  await expect(verifyNow(weak)).rejects.toThrow(`does not cover ${missing}`)
})

test.each([
  [59, true],
  [61, false]
])('a signature after RFC 9421 that is %i minutes away from the time here: %s', async (minutes, isTaken) => {
  for (const direction of [-1, 1]) {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + direction * minutes * 60_000 })
    const shifted = await messageSigned('https://here.example/inbox').finally(() => vi.useRealTimers())
    const verifying = verifyNow(shifted)
    if (isTaken) expect(await verifying).toBe(ada)
    else await expect(verifying).rejects.toThrow('not one of its signer')
  }
})
