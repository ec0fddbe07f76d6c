import { generateKeyPairSync } from 'node:crypto'
import { verifyJsonLd } from '@fedify/fedify/sig'
import { expect, test, vi } from 'vitest'
import { withContext } from '../context.ts'
import { loadContext } from './contexts.ts'
import { signBody } from './sign-body.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
const signerUrl = 'https://tube.example/accounts/ada'

const UPDATE = withContext('video', {
  type: 'Update',
  id: 'https://tube.example/videos/watch/1/updates/2026',
  actor: signerUrl,
  to: ['https://www.w3.org/ns/activitystreams#Public'],
  object: {
    type: 'Video',
    id: 'https://tube.example/videos/watch/1',
    name: 'Vélo',
    uuid: '9c9de5e8-0a1e-484a-b099-e80766180a6d',
    views: 3,
    preview: [{ type: 'Image', rel: ['storyboard'], url: [{ mediaType: 'image/jpeg', tileWidth: 192 }] }]
  }
})

test('a body keeps all it says, and gains a signature that others can check', async () => {
  const signed = JSON.parse(await signBody({ body: UPDATE, signerUrl, privateKeyPem }))
  const { signature, ...rest } = signed
  expect(rest).toEqual(UPDATE)
  expect(signature).toMatchObject({ type: 'RsaSignature2017', creator: signerUrl })
  expect(Object.keys(signature).sort()).toEqual(['created', 'creator', 'signatureValue', 'type'])
  expect(await isTaken(signed)).toBe(true)
  expect(await isTaken({ ...signed, object: { ...UPDATE.object, name: 'Auto' } })).toBe(false)
})

test('a body with a term that nobody explains goes out without a signature', async () => {
  const body = withContext('collection', {
    type: 'Like',
    id: 'https://tube.example/likes/1',
    actor: signerUrl,
    object: { type: 'Image', url: [{ type: 'Link', tileWidth: 1, href: 'https://tube.example/a b' }] }
  })
  expect(JSON.parse(await signBody({ body, signerUrl, privateKeyPem }))).toEqual(body)
})

test('no context is asked of another server', async () => {
  const asked = vi.spyOn(globalThis, 'fetch')
  const body = { '@context': 'https://elsewhere.example/ns', type: 'Like', actor: signerUrl }
  expect(JSON.parse(await signBody({ body, signerUrl, privateKeyPem }))).toEqual(body)
  expect(asked).not.toHaveBeenCalled()
  await expect(loadContext('https://elsewhere.example/ns')).rejects.toThrow('not known here')
})

function isTaken(signed: object): Promise<boolean> {
  const document = {
    '@context': 'https://w3id.org/security/v1',
    id: signerUrl,
    type: 'CryptographicKey',
    owner: signerUrl,
    publicKeyPem
  }
  const documentLoader = async () => ({ contextUrl: null, documentUrl: signerUrl, document })
  return verifyJsonLd(signed, { contextLoader: loadContext, documentLoader })
}
