/** Pages about members in every state, their words hostile as strangers can make them. */
import type { KnownUser, Page } from '@colombier/server/contract'

const MOMENT = '2026-01-02T03:04:05Z'

export function userPages(hostile: string): Page[] {
  const ada = {
    id: 3,
    username: 'ada',
    email: `a@${hostile}`,
    emailVerified: false,
    blocked: false,
    blockedReason: null,
    role: { id: 2, label: 'User' },
    videoQuota: 5e9,
    videoQuotaDaily: -1,
    videoQuotaUsed: 2e9,
    videoQuotaUsedDaily: 0,
    totalVideoFileSize: 2e9,
    createdAt: MOMENT,
    lastLoginDate: null,
    twoFactorEnabled: true,
    videoChannels: [],
    account: { name: 'ada', displayName: hostile },
    videosCount: 1,
    videoCommentsCount: 2,
    abusesCount: 1,
    abusesAcceptedCount: 0,
    abusesCreatedCount: 3
  } as unknown as KnownUser
  const eve: KnownUser = {
    ...ada,
    id: 4,
    username: 'eve',
    blocked: true,
    blockedReason: hostile,
    lastLoginDate: MOMENT,
    role: { id: 0, label: '' },
    videoQuota: -1,
    emailVerified: true
  }
  const calm = { done: null, fault: null } as const
  const refused = (form: string, ...fields: string[]) => ({
    done: null,
    fault: { form, id: '', kind: 'invalid', fields, values: { email: hostile, videoQuota: 'x' } } as const
  })
  const listed = {
    choice: { search: hostile, blocked: '', role: '2', sort: 'username' },
    page: 1,
    pageSize: 24
  } as const
  const rights = { isOwn: false, mayGiveRoles: true, mayEnd: true, mayRemoveFactor: true }
  const quotas = { videoQuota: 5e9, videoQuotaDaily: -1 }
  return [
    {
      kind: 'users',
      ...listed,
      outcome: { done: 'members-blocked', fault: null },
      total: 2,
      users: [ada, eve].map((user, at) => ({ ...user, mayEnd: at === 0 }))
    },
    { kind: 'users', ...listed, outcome: calm, users: [], total: 0 },
    { kind: 'users-sure', deed: 'block', users: [ada, eve], outcome: calm },
    { kind: 'users-sure', deed: 'delete', users: [ada], outcome: refused('delete-several', 'confirm') },
    { kind: 'user', user: ada, rights, hasMail: true, outcome: refused('account', 'email', 'videoQuota', 'role') },
    { kind: 'user', user: eve, rights: { ...rights, isOwn: true, mayEnd: false }, hasMail: false, outcome: calm },
    { kind: 'user', user: eve, rights, hasMail: false, outcome: refused('delete', 'confirm') },
    {
      kind: 'new-user',
      mayGiveRoles: true,
      hasMail: true,
      ...quotas,
      outcome: refused('create', 'username', 'password')
    },
    { kind: 'new-user', mayGiveRoles: false, hasMail: false, ...quotas, outcome: calm },
    ...mutesPages(hostile),
    ...wordsPages(hostile)
  ]
}

function mutesPages(hostile: string): Page[] {
  const shared = { kind: 'mutes', search: '', page: 1, pageSize: 24 } as const
  const one = { key: `eve@${hostile}`, name: hostile, path: '/a/eve@x', since: MOMENT }
  const fault = { form: 'mute', id: '', kind: 'gone', fields: [], values: { who: hostile } } as const
  return [
    { ...shared, by: 'member', of: 'accounts', muted: [one], total: 1, outcome: { done: 'muted', fault: null } },
    { ...shared, by: 'member', of: 'servers', muted: [], total: 0, search: hostile, outcome: { done: null, fault } },
    { ...shared, by: 'server', of: 'accounts', muted: [], total: 0, outcome: { done: null, fault } },
    {
      ...shared,
      by: 'server',
      of: 'servers',
      total: 1,
      outcome: { done: 'server-muted', fault: null },
      muted: [{ ...one, key: hostile, path: null }]
    }
  ]
}

function wordsPages(hostile: string): Page[] {
  const shared = { kind: 'watched-words', total: 1, page: 1, pageSize: 24 } as const
  const words = [hostile, ...Array.from({ length: 50 }, (_, at) => `word ${at}`)]
  const lists = [{ id: 4, listName: hostile, words, createdAt: MOMENT, updatedAt: MOMENT }]
  const values = { listName: hostile, words: hostile }
  const fault = { form: 'change', id: '4', kind: 'invalid', fields: ['words'], values } as const
  const tags = [hostile, 'external-link'].map((name, at) => ({ name, isLink: at === 1, isHolding: at === 0 }))
  return [
    { ...shared, by: 'member', lists, tags, outcome: { done: 'words-saved', fault: null } },
    { ...shared, by: 'server', lists, tags: [], outcome: { done: null, fault } },
    {
      ...shared,
      by: 'server',
      lists: [],
      tags: [],
      total: 0,
      outcome: { done: null, fault: { ...fault, form: 'add', id: '', fields: [] } }
    }
  ]
}
