import { expect, test } from 'vitest'
import type { Viewer } from '../../platform/http.ts'
import { isFileToken, makeFileToken } from './file-token.ts'
import { assertCanWatch, type VideoAccess } from './video.ts'

const OWNER = 7
const aVideo = (change: Partial<VideoAccess> = {}): VideoAccess => ({
  id: 1,
  uuid: '9c9de5e8-0a1e-484a-b099-e80766180a6d',
  privacy: 1,
  state: 1,
  ownerAccountId: OWNER,
  isBlocked: false,
  isElsewhere: false,
  passwords: [],
  ...change
})
const user = (accountId: number, role: Viewer['role'] = 'user'): Viewer => ({
  userId: accountId,
  accountId,
  username: 'u',
  role
})

const ANONYMOUS = { viewer: undefined }
const STRANGER = { viewer: user(99) }

test.each([
  ['public', aVideo(), ANONYMOUS, 'ok'],
  ['unlisted', aVideo({ privacy: 2 }), ANONYMOUS, 'ok'],
  ['unlisted by number', aVideo({ privacy: 2 }), { ...ANONYMOUS, isByNumber: true }, 'not_found'],
  ['private, anonymous', aVideo({ privacy: 3 }), ANONYMOUS, 'unauthenticated'],
  ['private, stranger', aVideo({ privacy: 3 }), STRANGER, 'forbidden'],
  ['private by number', aVideo({ privacy: 3 }), { ...STRANGER, isByNumber: true }, 'not_found'],
  ['private, owner', aVideo({ privacy: 3 }), { viewer: user(OWNER) }, 'ok'],
  ['private, moderator', aVideo({ privacy: 3 }), { viewer: user(99, 'moderator') }, 'ok'],
  ['internal, anonymous', aVideo({ privacy: 4 }), ANONYMOUS, 'unauthenticated'],
  ['internal, signed in', aVideo({ privacy: 4 }), STRANGER, 'ok'],
  ['password, none given', aVideo({ privacy: 5, passwords: ['sesame'] }), ANONYMOUS, 'forbidden'],
  ['password, wrong', aVideo({ privacy: 5, passwords: ['sesame'] }), { ...ANONYMOUS, password: 'x' }, 'forbidden'],
  ['password, right', aVideo({ privacy: 5, passwords: ['a', 'sesame'] }), { ...ANONYMOUS, password: 'sesame' }, 'ok'],
  ['password, a token', aVideo({ privacy: 5, passwords: ['a'] }), { ...ANONYMOUS, hasFileToken: true }, 'ok'],
  ['blocked, anonymous', aVideo({ isBlocked: true }), ANONYMOUS, 'unauthenticated'],
  ['blocked, stranger', aVideo({ isBlocked: true }), STRANGER, 'forbidden'],
  ['blocked, by number', aVideo({ isBlocked: true }), { ...STRANGER, isByNumber: true }, 'not_found'],
  ['blocked, with its password', aVideo({ isBlocked: true, privacy: 5 }), { ...STRANGER, password: 'a' }, 'forbidden'],
  ['blocked, owner', aVideo({ isBlocked: true }), { viewer: user(OWNER) }, 'ok'],
  ['blocked, moderator', aVideo({ isBlocked: true }), { viewer: user(99, 'moderator') }, 'ok'],
  ['unpublished, stranger', aVideo({ state: 2 }), STRANGER, 'not_found'],
  ['unpublished, owner', aVideo({ state: 2 }), { viewer: user(OWNER) }, 'ok'],
  ['failed, stranger', aVideo({ state: 7 }), STRANGER, 'not_found']
])('%s', (_name, video, credentials, outcome) => {
  if (outcome === 'ok') expect(() => assertCanWatch(video, credentials)).not.toThrow()
  else expect(() => assertCanWatch(video, credentials)).toThrow(expect.objectContaining({ code: outcome }))
})

test('a file token opens its own video, for four hours, with the right key', () => {
  const secret = Buffer.alloc(32, 1)
  const video = (uuid: string) => aVideo({ uuid, privacy: 5, passwords: ['one'] })
  const { token, expires } = makeFileToken(secret, video('a'), Date.UTC(2030, 0))
  expect(token).toMatch(/^[\w.-]{1,200}$/)
  expect(isFileToken(secret, video('a'), token, expires.getTime() - 1)).toBe(true)
  expect(isFileToken(secret, video('a'), token, expires.getTime() + 1)).toBe(false)
  expect(isFileToken(secret, video('b'), token, 0)).toBe(false)
  expect(isFileToken(Buffer.alloc(32, 2), video('a'), token, 0)).toBe(false)
  expect(isFileToken(secret, video('a'), 'nonsense', 0)).toBe(false)
})

test('a file token dies with the privacy and the passwords it was given for', () => {
  const secret = Buffer.alloc(32, 1)
  const video = aVideo({ privacy: 5, passwords: ['one', 'two'] })
  const { token } = makeFileToken(secret, video)
  expect(isFileToken(secret, { ...video, passwords: ['two', 'one'] }, token)).toBe(true)
  expect(isFileToken(secret, { ...video, passwords: ['two'] }, token)).toBe(false)
  expect(isFileToken(secret, { ...video, privacy: 3 }, token)).toBe(false)
  expect(isFileToken(secret, { ...video, isBlocked: true }, token)).toBe(false)
})
