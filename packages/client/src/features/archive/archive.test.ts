import type { UserImport } from '@colombier/server/contract'
import { expect, test } from 'vitest'
import { archiveRefusal, fileFault, isAtAnother } from './archive-faults.ts'
import { pollImport } from './poll-import.ts'

const file = (name: string, size: number) => ({ name, size })

test('what cannot be an archive, or has no room, is told before it is sent', () => {
  expect(fileFault(file('Archive.ZIP', 10), 10)).toBeNull()
  expect(fileFault(file('a.zip', 1e15), null)).toBeNull()
  expect(fileFault(file('a.zip', 11), 10)).toBe('archive.fault.tooLarge')
  expect(fileFault(file('a.zip', 11), 0)).toBe('archive.noRoom')
  expect(fileFault(file('a.zip', 0), 10)).toBe('upload.empty')
  expect(fileFault(file('a.tar', 1), 10)).toBe('archive.fault.noZip')
})

test.each([
  [400, 'User import is not enabled on this instance', 'archive.off.text'],
  [400, 'This file is not an archive that can be read.', 'archive.fault.unreadable'],
  [409, 'An import is already being processed', 'archive.fault.running'],
  [413, 'The user video quota is exceeded with this video.', 'upload.error.quota'],
  [507, 'There is no space left on this server.', 'upload.error.noSpace'],
  [0, null, 'upload.error.unknown']
])('%i, %j is told as %s', (status, detail, key) => expect(archiveRefusal({ status, detail })).toBe(key))

test('a part that is in the way of another is no other archive', () =>
  expect(isAtAnother({ status: 409, detail: 'The next part must begin at byte 5.' })).toBe(false))

test('the server is asked until there is an outcome, however often it does not answer', async () => {
  const answers = [1, null, 2, 3, 4]
  const told: number[] = []
  const fetchLatest = async () => {
    const id = answers.shift()
    if (id == null) throw new TypeError('The server cannot be reached')
    return { state: { id, label: '' } } as UserImport
  }
  const signal = new AbortController().signal
  await pollImport({ fetchLatest, wait: async () => {} }, { onLatest: ({ state }) => told.push(state.id), signal })
  expect([told, answers]).toEqual([[1, 2, 3], [4]])
})
