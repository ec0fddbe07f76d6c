import express, { Router } from 'express'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { asPerson, type People, type Person } from '../../../../../tests/support/people.ts'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import { AppError } from '../../kernel/errors.ts'
import { invalidField, problemHandler } from '../../platform/http.ts'
import { pictureForms } from './picture-forms.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const asked: [id: string, params: unknown][] = []
let server: TestServer
let refusal: unknown
let unread: unknown
let released = 0

beforeAll(async () => {
  const router = Router()
  const deps = {
    async call(id: string, { params }: { params?: unknown }) {
      asked.push([id, params])
      if (refusal) throw refusal
      return undefined as never
    },
    async receiveFiles() {
      if (unread) throw unread
      return { form: { fields: {}, files: new Map() }, files: new Map(), release: async () => void released++ } as never
    }
  }
  pictureForms(router, deps, {
    kind: 'banner',
    action: '/channels/:handle/banner',
    operations: { pick: 'pickChannelBanner', remove: 'delChannelBanner' },
    paramsOf: req => ({ handle: req.params['handle'] }),
    backTo: req => `/channels/${req.params['handle']}`,
    refuse: async (_req, res, faults) => void res.status(400).json(faults)
  })
  server = await serve(express().use(asPerson({ ada } as unknown as People), router, problemHandler))
})
afterAll(() => server.close())
beforeEach(() => {
  asked.splice(0)
  refusal = unread = undefined
  released = 0
})

const post = (path: string, headers: Record<string, string> = { authorization: 'ada' }) =>
  fetch(`${server.origin}${path}`, { method: 'POST', headers, redirect: 'manual' })

test.each([
  ['/channels/films/banner', 'pickChannelBanner', 'bannerSaved', 1],
  ['/channels/films/banner/remove', 'delChannelBanner', 'bannerRemoved', 0]
])('%s calls %s and leads back', async (path, operation, done, files) => {
  const answer = await post(path)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/channels/films?done=${done}`])
  expect([asked, released]).toEqual([[[operation, { handle: 'films' }]], files])
})

test('what is no picture, or too large to read, is said beside the field', async () => {
  refusal = invalidField('bannerfile', 'no picture')
  const answer = await post('/channels/films/banner')
  expect([answer.status, await answer.json(), released]).toEqual([400, ['bannerfile'], 1])

  unread = new AppError('too_large', 'too large')
  expect(await (await post('/channels/films/banner')).json()).toEqual(['bannerfile'])
  expect(asked).toHaveLength(1)
})

test('somebody else’s channel is refused as the API refuses it', async () => {
  refusal = new AppError('forbidden', 'This channel belongs to somebody else.')
  expect((await post('/channels/films/banner')).status).toBe(403)
  expect((await post('/channels/films/banner/remove')).status).toBe(403)
  expect(released).toBe(1)
})

test('visitors are led to sign in, and nothing is read', async () => {
  const answer = await post('/channels/films/banner', {})
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login?next=%2Fchannels%2Ffilms'])
  expect(asked).toEqual([])
})
