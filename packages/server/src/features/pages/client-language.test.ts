import { expect, test } from 'vitest'
import { type People, serveApi } from '../../../../../tests/support/people.ts'
import { clientLanguageRoutes } from './client-language.ts'

test.each([
  ['update-language', 'fr', 204, 'lang=fr;'],
  ['update-interface-language', 'fr-FR', 204, 'lang=fr;'],
  ['update-language', 'en-US', 204, 'lang=en;'],
  ['update-language', 'tlh', 400, undefined],
  ['update-language', 5, 400, undefined]
])('%s to %s is answered with %i', async (path, language, status, cookie) => {
  const server = await serveApi({} as People, clientLanguageRoutes())
  const answer = await fetch(`${server.origin}/api/v1/client-config/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ language })
  })
  await server.close()
  expect(answer.status).toBe(status)
  expect(answer.headers.get('set-cookie')?.slice(0, 8)).toBe(cookie)
})
