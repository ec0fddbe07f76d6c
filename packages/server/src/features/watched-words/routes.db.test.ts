import { describe, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { MINE, useComments, type Who } from '../../../../../tests/support/comments-bench.ts'

const at = useComments()
const { ask, say, threads, review } = at

const watch = (as: Who, listName: string, words: string[], whose = `accounts/${as}`) =>
  ask<{ watchedWordsList: { id: number } }>(`/watched-words/${whose}/lists`, as, {
    method: 'POST',
    body: { listName, words }
  })

describe('watched words', () => {
  test('tag comments for whose words they are', async () => {
    await watch('ada', 'rude', ['crétin', 'sale type'])
    await watch('mona', 'spam', ['casino'], 'server')
    await say('ruth', 'Quel CRETIN ! https://elsewhere.example/casino')
    await say('ruth', 'crétinerie, casinos, http://videos.example/w/x')
    expect((await review('ada', MINE)).data.map(({ automaticTags }) => automaticTags)).toEqual([
      [],
      ['external-link', 'rude']
    ])
    expect((await review('mona')).data.map(({ automaticTags }) => automaticTags)).toEqual([
      [],
      ['external-link', 'spam']
    ])
    expect((await review('ada', MINE, '?autoTagOneOf[]=rude&autoTagOneOf[]=none')).total).toBe(1)
    expect((await review('ada', MINE, '?autoTagOneOf=spam')).total).toBe(0)
    expect((await review('mona', undefined, '?autoTagOneOf=spam')).total).toBe(1)
  })

  test('hold comments back where the owner wants it, but not those of moderators', async () => {
    const path = '/automatic-tags/policies/accounts/mona/comments'
    at.video = await aVideo(at.db, at.people.mona.channelId)
    await watch('mona', 'rude', ['crétin'])
    expect((await ask(path, 'mona', { method: 'PUT', body: { review: ['none'] } })).status).toBe(400)
    expect((await ask(path, 'mona', { method: 'PUT', body: { review: ['rude', 'external-link'] } })).status).toBe(204)
    expect((await ask(path, 'mona')).body).toEqual({ review: ['external-link', 'rude'] })

    const { comment } = (await say('ada', 'Crétin')).body
    expect(comment.heldForReview).toBe(true)
    expect((await say('ada', 'Bonjour')).body.comment.heldForReview).toBe(false)
    expect((await say('ruth', 'Crétin')).body.comment.heldForReview).toBe(false)
    expect((await threads()).total).toBe(2)
    expect((await review('mona', MINE, '?isHeldForReview=true')).data).toMatchObject([{ id: comment.id }])
  })

  test('lists are changed, renamed with what waits by them, and deleted', async () => {
    const { id } = (await watch('ada', 'one', ['a'])).body.watchedWordsList
    await watch('ada', 'two', ['b'])
    const policies = '/automatic-tags/policies/accounts/ada/comments'
    await ask(policies, 'ada', { method: 'PUT', body: { review: ['one'] } })
    const change = (body: object) => ask(`/watched-words/accounts/ada/lists/${id}`, 'ada', { method: 'PUT', body })
    expect((await change({ listName: 'two' })).status).toBe(400)
    expect((await change({ listName: 'three' })).status).toBe(204)
    expect((await change({ words: ['c', 'd'] })).status).toBe(204)
    expect((await ask(policies, 'ada')).body).toEqual({ review: ['three'] })
    expect((await ask('/watched-words/accounts/ada/lists?sort=listName', 'ada')).body).toMatchObject({
      total: 2,
      data: [{ id, listName: 'three', words: ['c', 'd'], createdAt: expect.any(String) }, { listName: 'two' }]
    })
    expect((await ask('/automatic-tags/accounts/ada/available', 'ada')).body).toEqual({
      available: [
        { name: 'three', type: 'watched-words-list' },
        { name: 'two', type: 'watched-words-list' },
        { name: 'external-link', type: 'core' }
      ]
    })
    const path = `/watched-words/accounts/ada/lists/${id}`
    expect((await ask(path, 'ada', { method: 'DELETE' })).status).toBe(204)
    expect((await ask(path, 'ada', { method: 'DELETE' })).status).toBe(404)
    expect((await ask(policies, 'ada')).body).toEqual({ review: [] })
  })

  test('are their owner’s alone, and the server’s the moderators’', async () => {
    const { id } = (await watch('ada', 'one', ['a'])).body.watchedWordsList
    const server = (await watch('mona', 'all', ['b'], 'server')).body.watchedWordsList
    for (const as of ['mona', 'ruth'] as const) {
      expect((await ask('/watched-words/accounts/ada/lists', as)).status).toBe(403)
      expect((await ask('/automatic-tags/policies/accounts/ada/comments', as)).status).toBe(403)
    }
    expect((await ask('/watched-words/accounts/ada/lists')).status).toBe(401)
    expect((await ask('/watched-words/accounts/nobody/lists', 'ada')).status).toBe(404)
    expect((await ask(`/watched-words/server/lists/${id}`, 'mona', { method: 'DELETE' })).status).toBe(404)
    expect((await ask(`/watched-words/accounts/ada/lists/${server.id}`, 'ada', { method: 'DELETE' })).status).toBe(404)
    expect((await ask('/watched-words/server/lists', 'ada')).status).toBe(403)
    for (const body of [{ listName: '', words: ['a'] }, { listName: 'x' }, { listName: 'x', words: [] }])
      expect((await ask('/watched-words/server/lists', 'mona', { method: 'POST', body })).status).toBe(400)
    expect((await watch('ada', 'one', ['b'])).status).toBe(400)
    expect((await watch('ada', 'long', ['x'.repeat(101)])).status).toBe(400)
  })
})
