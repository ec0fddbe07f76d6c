import { argon2Sync } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashPassword, isPasswordRight } from './password.ts'

test('a password opens its own hash and no other', async () => {
  const hash = await hashPassword('correct horse')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(await isPasswordRight('correct horse', hash)).toBe(true)
  expect(await isPasswordRight('Correct horse', hash)).toBe(false)
})

test('the same password is never hashed twice alike', async () => {
  expect(await hashPassword('correct horse')).not.toBe(await hashPassword('correct horse'))
})

test('an accent counts the same however it is composed', async () => {
  expect(await isPasswordRight('fe\u0302te', await hashPassword('f\u00eate'))).toBe(true)
})

test('a hash made at another cost is still checked', async () => {
  const salt = Buffer.alloc(16, 7)
  const cost = { memory: 8192, passes: 3, parallelism: 1, tagLength: 16 }
  const tag = argon2Sync('argon2id', { message: 'x', nonce: salt, ...cost })
  const [saltText, tagText] = [salt, tag].map(bytes => bytes.toString('base64').replaceAll('=', ''))
  const hash = `$argon2id$v=19$m=8192,t=3,p=1$${saltText}$${tagText}`
  expect(await isPasswordRight('x', hash)).toBe(true)
  expect(await isPasswordRight('y', hash)).toBe(false)
})

test('nothing fits an unknown user', async () => {
  expect(await isPasswordRight('', undefined)).toBe(false)
})

test('a flood is refused rather than queued without end', async () => {
  const answers = await Promise.allSettled(Array.from({ length: 40 }, () => isPasswordRight('x', undefined)))
  const refused = answers.filter(answer => answer.status === 'rejected')
  expect(refused).toHaveLength(6)
  expect(refused[0]?.reason).toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 })
  expect(await isPasswordRight('x', undefined)).toBe(false)
})
