import { afterEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People } from '../../../../../tests/support/people.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { NSFW_FLAG, type SensitiveChoice } from '../../contract/index.ts'

let bench: PageBench
afterEach(() => bench.close())

const ADA = { userId: 1, accountId: 1, channelId: 1, username: 'ada', role: 'user' } as const

/** What a visitor, and Ada who chose so, see blurred. */
async function blurs(defaultNSFWPolicy: 'blur' | 'display', sensitive: SensitiveChoice = {}) {
  bench = await openPageBench({ ada: ADA } as Partial<People> as People, {
    settings: someSettings({ instance: { defaultNSFWPolicy } }),
    findPageUser: async ({ username }) => ({
      username,
      displayName: 'Ada',
      isAdministrator: false,
      isModerator: false,
      channels: [],
      avatarPath: null,
      sensitive,
      unread: 0
    })
  })
  const seen = await Promise.all([bench.show('/'), bench.show('/', { authorization: 'ada' })])
  return seen.map(({ context }) => context.blurredKinds)
}

test('sensitive pictures are blurred as the server says for everybody, and as members choose for themselves', async () => {
  const all = [0, 1, 2, 3]
  expect(await blurs('blur')).toEqual([all, all])
  expect(await blurs('blur', { nsfwPolicy: 'display' })).toEqual([all, []])
  expect(await blurs('display')).toEqual([[], []])
  expect(await blurs('display', { nsfwPolicy: 'blur' })).toEqual([[], all])
})

test('for a kind of its own they choose otherwise than for all', async () => {
  const { violent, explicitSex } = NSFW_FLAG
  expect(await blurs('display', { nsfwFlagsBlurred: violent })).toEqual([[], [1, 3]])
  expect(await blurs('display', { nsfwPolicy: 'blur', nsfwFlagsDisplayed: violent })).toEqual([[], [0, 2]])
  expect(await blurs('blur', { nsfwFlagsWarned: explicitSex })).toEqual([
    [0, 1, 2, 3],
    [0, 1]
  ])
  expect(await blurs('blur', { nsfwFlagsDisplayed: violent, nsfwFlagsBlurred: explicitSex })).toEqual([
    [0, 1, 2, 3],
    [0, 2, 3]
  ])
})
