import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import { AppError } from '../../kernel/errors.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import { invalidField } from '../../platform/http.ts'
import { serverPictures } from './admin-pictures.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const ruth: Person = { ...ada, userId: 5, username: 'ruth', role: 'administrator' }
const image = (path: string, width: number) => ({
  path,
  width,
  height: width,
  fileUrl: path,
  createdAt: '',
  updatedAt: ''
})
const IMAGES = { avatars: [image('/a600.png', 600), image('/a120.png', 120), image('/a48.png', 48)], banners: [] }
const done: string[] = []
let isBad = false
let bench: PageBench

const call: CallOperation = async <Answer>(id: string, { res }: { res: { locals: Record<string, unknown> } }) => {
  if (id === 'getAbout') return { instance: IMAGES } as Answer
  if ((res.locals['viewer'] as Person | undefined)?.role !== 'administrator') throw new AppError('forbidden', 'No')
  if (isBad) throw invalidField('avatarfile', 'No picture')
  done.push(id)
  return undefined as Answer
}

beforeAll(async () => {
  const findServerPictures = async () => serverPictures(IMAGES)
  bench = await openPageBench({ ada, ruth } as unknown as People, { call, findServerPictures })
})
afterAll(() => bench.close())

const post = (path: string, authorization: string) =>
  bench.fetch(path, { method: 'POST', redirect: 'manual', headers: { authorization } })

test('the header’s logo is small and sharp, and none is told where there is none', () => {
  expect(serverPictures(IMAGES)).toEqual({ logoPath: '/a120.png', banners: [] })
  const banners = [image('/b1920.jpg', 1920), image('/b600.jpg', 600)]
  expect(serverPictures({ avatars: [image('/a48.png', 48)], banners })).toEqual({
    logoPath: '/a48.png',
    banners: [
      { path: '/b600.jpg', width: 600, height: 600 },
      { path: '/b1920.jpg', width: 1920, height: 1920 }
    ]
  })
})

test('administrators choose and remove pictures, and what is none is said', async () => {
  const { page, context } = await bench.show('/admin/pictures', { authorization: 'ruth' })
  expect([page, context]).toMatchObject([
    { kind: 'admin-pictures', logoPath: '/a120.png', banners: [] },
    { pictures: { logoPath: '/a120.png' } }
  ])
  expect((await post('/admin/pictures/avatar', 'ruth')).headers.get('location')).toBe(
    '/admin/pictures?done=avatarSaved'
  )
  expect((await post('/admin/pictures/banner/remove', 'ruth')).headers.get('location')).toBe(
    '/admin/pictures?done=bannerRemoved'
  )
  expect(done).toEqual(['pickInstanceAvatar', 'delInstanceBanner'])
  isBad = true
  const bad = await post('/admin/pictures/avatar', 'ruth')
  expect([bad.status, await bad.json()]).toMatchObject([400, { page: { outcome: { fault: { form: 'avatar' } } } }])
  isBad = false
})

test('nobody else does', async () => {
  done.length = 0
  expect((await bench.show('/admin/pictures', { authorization: 'ada' })).status).toBe(403)
  for (const path of ['/admin/pictures/avatar', '/admin/pictures/banner/remove']) {
    expect((await post(path, 'ada')).status).toBe(403)
    expect((await post(path, '')).headers.get('location')).toMatch(/^\/login/)
  }
  expect(done).toEqual([])
})
