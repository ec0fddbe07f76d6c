import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { withContext } from '../context.ts'
import type { JsonObject, RemoteActor } from '../deps.ts'
import { signBody } from './sign-body.ts'
import { verifyBodySignature } from './verify-body.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const url = 'https://peer.example/accounts/ada'
const ada = {
  url,
  publicKeyUrl: `${url}#main-key`,
  publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString()
} as RemoteActor
const note = { type: 'Note', id: 'https://peer.example/n/1', content: 'One', inReplyTo: 'https://here.example/v/1' }
const body = withContext('comment', {
  type: 'Create',
  id: 'https://peer.example/n/1/activity',
  actor: url,
  object: note
})

let signed: JsonObject
beforeAll(async () => {
  signed = JSON.parse(await signBody({ body, signerUrl: url, privateKeyPem }))
})
afterEach(() => vi.restoreAllMocks())

const context = (signed: JsonObject) => [signed['@context']].flat()
const withTerms = (terms: JsonObject, change: JsonObject = {}) => ({
  ...signed,
  ...change,
  '@context': [...context(signed), terms]
})

test('what its actor has signed is taken, and asks nobody for anything', async () => {
  const asked = vi.spyOn(globalThis, 'fetch')
  expect(await verifyBodySignature(signed, ada)).toBe(true)
  expect(await verifyBodySignature(JSON.parse(JSON.stringify(signed)), ada)).toBe(true)
  expect(asked).not.toHaveBeenCalled()
})

test.each<[string, () => JsonObject]>([
  ['another text', () => ({ ...signed, object: { ...note, content: 'Two' } })],
  ['another actor', () => ({ ...signed, actor: 'https://peer.example/accounts/bob' })],
  ['one more field', () => ({ ...signed, object: { ...note, name: 'More' } })],
  ['one more field that nobody explains', () => ({ ...signed, object: { ...note, nonsense: 'More' } })],
  ['one field less', () => ({ ...signed, object: { ...note, inReplyTo: undefined } })],
  ['no signature', () => ({ ...signed, signature: undefined })],
  [
    'a signature by another',
    () => ({ ...signed, signature: { ...(signed['signature'] as object), creator: 'https://evil.example/a' } })
  ],
  [
    'a signature of another kind',
    () => ({ ...signed, signature: { ...(signed['signature'] as object), type: 'Ed25519' } })
  ],
  [
    'a context that is not known here',
    () => ({ ...signed, '@context': [...context(signed), 'https://evil.example/ns'] })
  ],
  ['no context', () => ({ ...signed, '@context': undefined })]
])('%s is not taken', async (_name, make) => {
  expect(await verifyBodySignature(JSON.parse(JSON.stringify(make())), ada)).toBe(false)
})

// To JSON-LD all of these are what was signed.
test.each<[string, () => JsonObject]>([
  [
    'a field under its full name',
    () => {
      const { inReplyTo, ...rest } = note
      return { ...signed, object: { ...rest, 'https://www.w3.org/ns/activitystreams#inReplyTo': { id: inReplyTo } } }
    }
  ],
  [
    'a field under its short name',
    () => {
      const { content, ...rest } = note
      return { ...signed, object: { ...rest, 'as:content': content } }
    }
  ],
  [
    'a term of another sense',
    () => {
      const { content, ...rest } = note
      return withTerms({ text: 'as:content', content: 'as:summary' }, { object: { ...rest, text: content } })
    }
  ],
  [
    'another word for id',
    () => {
      const { id, ...rest } = note
      return withTerms({ mark: '@id' }, { object: { ...rest, mark: id } })
    }
  ],
  ['a context inside', () => ({ ...signed, object: { ...note, '@context': 'https://www.w3.org/ns/activitystreams' } })],
  ['a base for its addresses', () => withTerms({ '@base': 'https://peer.example/' })],
  ['a word for all that is unknown', () => withTerms({ '@vocab': 'https://evil.example/' })]
])('%s is not taken, though it means the same', async (_name, make) => {
  expect(await verifyBodySignature(make(), ada)).toBe(false)
})
