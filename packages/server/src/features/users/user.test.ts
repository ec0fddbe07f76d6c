import { expect, test } from 'vitest'
import { CreateUserBody } from '../../contract/index.ts'
import { makeUpPassword, roleOfId, wireRole } from './user.ts'

test('a made-up password can be read and typed', () => {
  const passwords = Array.from({ length: 50 }, makeUpPassword)
  for (const password of passwords) expect(password).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/)
  expect(new Set(passwords).size).toBe(50)
})

test('roles have the numbers of PeerTube', () => {
  expect([0, 1, 2, 3].map(roleOfId)).toEqual(['administrator', 'moderator', 'user', undefined])
  expect(wireRole('moderator')).toEqual({ id: 1, label: 'Moderator' })
})

const body = { username: 'ada', password: 'secret1', email: 'ada@example.org', role: 2 }

test.each([
  { username: 'Ada' },
  { username: '' },
  { username: '..' },
  { username: 'a/b' },
  { username: 'a@b' },
  { username: 'a'.repeat(51) },
  { password: 'short' },
  { password: 'x'.repeat(256) },
  { email: 'nope' },
  { role: 3 },
  { role: null },
  { role: '' },
  { role: false },
  { videoQuota: -2 },
  { videoQuota: null },
  { videoQuotaDaily: 1.5 },
  { channelName: 'bad name!' },
  { channelName: '.' }
])('a new user with %o is refused', wrong => {
  expect(CreateUserBody.safeParse({ ...body, ...wrong }).success).toBe(false)
})

test('numbers may come as text, from a form', () => {
  expect(CreateUserBody.parse({ ...body, role: '2', videoQuota: '-1' })).toMatchObject({ role: 2, videoQuota: -1 })
})
