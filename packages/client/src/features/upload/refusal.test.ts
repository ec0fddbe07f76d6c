import { expect, test } from 'vitest'
import { refusalKey } from './refusal.ts'

test.each([
  [413, 'The user video quota is exceeded with this video.', 'upload.error.quota'],
  [413, 'This file is larger than this server takes.', 'upload.error.tooLarge'],
  [415, 'This file is not supported.', 'upload.error.unreadable'],
  [422, 'Video file unreadable.', 'upload.error.unreadable'],
  [507, 'There is no space left on this server.', 'upload.error.noSpace'],
  [403, 'Updating the file of an existing video is not allowed on this instance', 'upload.error.refused'],
  [409, 'This video is being transcoded.', 'upload.error.busy'],
  [401, null, 'upload.error.signedOut'],
  [0, null, 'upload.error.unknown'],
  [400, 'Incorrect request parameters: name', null]
])('%i, %j is told as %s', (status, detail, key) => expect(refusalKey({ status, detail })).toBe(key))
