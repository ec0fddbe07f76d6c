import { afterEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People } from '../../../../../tests/support/people.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import type { NsfwPolicy } from '../../contract/index.ts'

let bench: PageBench
afterEach(() => bench.close())

const ADA = { userId: 1, accountId: 1, channelId: 1, username: 'ada', role: 'user' } as const

/** Whether a visitor, and Ada who chose so, see pictures blurred. */
async function blurs(defaultNSFWPolicy: 'blur' | 'display', nsfwPolicy?: NsfwPolicy) {
  bench = await openPageBench({ ada: ADA } as Partial<People> as People, {
    settings: someSettings({ instance: { defaultNSFWPolicy } }),
    findPageUser: async ({ username }) => ({
      username,
      displayName: 'Ada',
      isAdministrator: false,
      isModerator: false,
      channels: [],
      avatarPath: null,
      nsfwPolicy,
      unread: 0
    })
  })
  const seen = await Promise.all([bench.show('/'), bench.show('/', { authorization: 'ada' })])
  return seen.map(({ context }) => context.blursSensitive)
}

test('sensitive pictures are blurred as the server says for everybody, and as members choose for themselves', async () => {
  expect(await blurs('blur')).toEqual([true, true])
  expect(await blurs('blur', 'display')).toEqual([true, false])
  expect(await blurs('display')).toEqual([false, false])
  expect(await blurs('display', 'blur')).toEqual([false, true])
})
