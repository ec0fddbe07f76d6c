import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import { QUIET_ADMINISTRATION } from '../../../../../tests/support/page-bench-administration.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import { CONFIGURED } from '../../../../../tests/support/settings.ts'
import type { ConfigPage } from '../../contract/index.ts'
import { type Configuration, openConfiguration, readSetup, writeSetup } from '../configuration/index.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const ruth: Person = { ...ada, userId: 5, username: 'ruth', role: 'administrator' }
let database: FreshDatabase
let configuration: Configuration
let bench: PageBench
const told: unknown[] = []

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  configuration = await openConfiguration(db, CONFIGURED)
  bench = await openPageBench({ ada, ruth } as unknown as People, {
    administration: {
      ...QUIET_ADMINISTRATION,
      configuration,
      readSetup: () => readSetup(db),
      writeSetup: state => writeSetup(db, state),
      changeHomepage: async (content, by) => void told.push([content, by]),
      follows: { ...QUIET_ADMINISTRATION.follows, follow: async wanted => void told.push(wanted) }
    }
  })
})
afterAll(async () => {
  await bench.close()
  await database.close()
})
beforeEach(() => configuration.reset('ruth'))

const RUTH = { authorization: 'ruth' }
const post = (path: string, form: Record<string, string>, headers = RUTH) =>
  bench.fetch(path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(form), headers })
const SIGNUP = { 'signup.requiresApproval': 'on', 'signup.minimumAge': '18', 'signup.limit': '' }

test('what would change is shown first, and nothing changes before it is saved', async () => {
  const before = configuration.current()
  const { page } = await bench.show('/admin/config/registration', RUTH, { ...SIGNUP, step: 'check' })
  expect(page).toMatchObject({
    kind: 'admin-config',
    changes: [
      { path: 'signup.enabled', before: 'on', after: '' },
      { path: 'signup.requiresApproval', before: '', after: 'on' },
      { path: 'signup.minimumAge', before: '16', after: '18' }
    ]
  })
  expect(configuration.current()).toEqual(before)

  const answer = await post('/admin/config/registration', { ...SIGNUP, step: 'save' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/admin/config/registration?done=saved'])
  expect(configuration.current().signup).toMatchObject({ enabled: false, requiresApproval: true, minimumAge: 18 })
})

test('what cannot be is named beside its field, and what was typed is kept', async () => {
  for (const step of ['check', 'save']) {
    const form = { ...SIGNUP, 'signup.minimumAge': 'old', step }
    const { status, page } = await bench.show('/admin/config/registration', RUTH, form)
    expect([status, page]).toMatchObject([400, { changes: null }])
    const faulty = 'fields' in page ? page.fields.filter(field => field.isFaulty) : []
    expect(faulty).toMatchObject([{ path: 'signup.minimumAge', value: 'old' }])
  }
  const { page } = await bench.show('/admin/config/transcoding', RUTH, { 'transcoding.fps.max': '30', step: 'save' })
  expect(page).toMatchObject({ fields: expect.arrayContaining([expect.objectContaining({ isFaulty: true })]) })
})

test('sizes are written in gigabytes, nothing is no limit, and the home page is shown before it is saved', async () => {
  await post('/admin/config/members', { 'user.videoQuota': '1,5', 'videoChannels.maxPerUser': '2', step: 'save' })
  expect(configuration.current().user).toMatchObject({ videoQuota: 1.5e9, videoQuotaDaily: -1 })

  const form = { homepage: '# Bonjour', step: 'check' }
  expect((await bench.show('/admin/config/homepage', RUTH, form)).page).toMatchObject({
    previewHtml: expect.stringContaining('Bonjour')
  })
  await post('/admin/config/homepage', { ...form, step: 'save' })
  expect(told.splice(0)).toEqual([['# Bonjour', 'ruth']])
})

test('settings and the assistant are for administrators alone', async () => {
  for (const path of ['/admin/config', '/admin/config/texts', '/admin/setup'])
    expect((await bench.show(path, { authorization: 'ada' })).status).toBe(403)
  expect((await post('/admin/config/registration', { step: 'save' }, { authorization: 'ada' })).status).toBe(403)
  expect((await post('/admin/setup', { skip: 'all' }, { authorization: 'ada' })).status).toBe(403)
  expect((await bench.show('/admin/config/nothing', RUTH)).status).toBe(404)
})

test('the assistant is led to once, keeps each step at once, and is never shown again', async () => {
  const home = () => bench.fetch('/', { redirect: 'manual', headers: RUTH })
  expect((await home()).headers.get('location')).toBe('/admin/setup')
  expect((await bench.show('/admin/setup', RUTH)).page).toMatchObject({ kind: 'admin-setup', step: 'name' })
  expect((await home()).status).toBe(200)

  const next = await post('/admin/setup?step=name', {
    'instance.name': 'Les Colombes',
    'instance.languages': 'français, English'
  })
  expect(next.headers.get('location')).toBe('/admin/setup?step=registration')
  expect(configuration.current().instance).toMatchObject({ name: 'Les Colombes', languages: ['fr', 'en'] })
  const { page } = await bench.show('/admin/setup?step=name', RUTH, { 'instance.name': '' })
  expect(page).toMatchObject({ fields: [{ isFaulty: true }, {}, {}] })
  const unknown = { 'instance.name': 'Les Colombes', 'instance.languages': 'français, des bois' }
  expect((await bench.show('/admin/setup?step=name', RUTH, unknown)).page).toMatchObject({
    fields: [{}, {}, { isFaulty: true }]
  })

  await post('/admin/setup?step=ladder', { skip: 'one' })
  expect(configuration.current().transcoding.resolutions['240p']).toBe(true)
  const last = await post('/admin/setup?step=follow', { follow: 'a.example' })
  expect([last.headers.get('location'), told.splice(0)]).toEqual(['/admin', [['a.example']]])
  expect((await bench.fetch('/admin/setup', { redirect: 'manual', headers: RUTH })).headers.get('location')).toBe(
    '/admin'
  )
})

test('colours that cannot be read are not saved, nor is anything but a colour', async () => {
  const before = configuration.current().look
  for (const accent of ['#ffff00', 'red', '#1b5fa8;}body{display:none']) {
    const form = { 'look.accent': accent, 'look.accentDark': '', step: 'save' }
    const { status, page } = await bench.show('/admin/config/look', RUTH, form)
    const [field, ...others] = (page as unknown as ConfigPage).fields
    expect([status, field]).toMatchObject([400, { value: accent, isFaulty: true }])
    expect(others.filter(({ isFaulty }) => isFaulty)).toEqual([])
  }
  const dim = { 'look.accent': '#9f4424', 'look.ground': '#808080', 'look.text': '#777777' }
  const refused = await bench.show('/admin/config/look', RUTH, { ...dim, step: 'save' })
  const { fields } = refused.page as unknown as ConfigPage
  expect(fields.flatMap(({ path, isFaulty }) => (isFaulty ? [path] : []))).toEqual(Object.keys(dim))
  expect(configuration.current().look).toEqual(before)

  const form = { 'look.accent': '#1B5FA8', 'look.accentDark': '', 'look.ground': '#FFFFFF', 'look.textDark': '#fffaf0' }
  const { page } = await bench.show('/admin/config/look', RUTH, { ...form, step: 'check' })
  const colours = [
    { setting: 'accent', colour: '#1b5fa8', isEnough: true },
    { setting: 'ground', colour: '#ffffff', isEnough: true }
  ]
  expect(page).toMatchObject({ looks: [{ theme: 'day', colours }, { theme: 'night' }] })
  await post('/admin/config/look', { ...form, step: 'save' })
  const saved = { accent: '#1b5fa8', accentDark: '', ground: '#ffffff', groundDark: '', text: '', textDark: '#fffaf0' }
  expect(configuration.current().look).toEqual(saved)
})
