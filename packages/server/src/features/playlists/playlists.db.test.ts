import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { usePlaylists } from '../../../../../tests/support/playlists-bench.ts'

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64'
)

const at = usePlaylists()
const { ask, make, add, videos } = at

describe('making and changing', () => {
  test('is seen by everybody when public', async () => {
    const uuid = await make('ada', { description: 'All of them' })
    expect((await ask(`/video-playlists/${uuid}`)).body).toMatchObject({
      uuid,
      displayName: 'Concerts',
      description: 'All of them',
      privacy: { id: 1, label: 'Public' },
      videosLength: 0,
      thumbnailPath: null,
      type: { id: 1, label: 'Regular' },
      ownerAccount: { name: 'ada' },
      videoChannel: { name: 'ada_channel' }
    })
    await ask(`/video-playlists/${uuid}`, { as: 'ada', method: 'PUT', body: { displayName: 'Plays', description: '' } })
    expect((await ask(`/video-playlists/${uuid}`)).body).toMatchObject({ displayName: 'Plays', description: null })
  })

  test('the first video that everybody may see lends its picture', async () => {
    const uuid = await make('ada')
    const hidden = await aVideo(at.db, at.people.ada.channelId, { privacy: 3 })
    await add(uuid, hidden)
    expect((await ask(`/video-playlists/${uuid}`)).body['thumbnailPath']).toBeNull()
    await add(uuid, videos[0]!)
    expect((await ask(`/video-playlists/${uuid}`)).body['thumbnailPath']).toMatch(
      /^\/lazy-static\/thumbnails\/.*\.jpg$/
    )
  })

  test.each([
    ['no name', { displayName: undefined }, 400, 'displayName'],
    ['a long name', { displayName: 'x'.repeat(121) }, 400, 'displayName'],
    ['an unknown privacy', { privacy: 4 }, 400, 'privacy'],
    ['a public one without a channel', { videoChannelId: null }, 400, 'videoChannelId'],
    ["somebody else's channel", { videoChannelId: () => at.people.bob.channelId }, 404, undefined]
  ])('%s is refused', async (_, change, status, field) => {
    const resolved = Object.fromEntries(
      Object.entries(change).map(([key, value]) => [key, typeof value === 'function' ? value() : value])
    )
    const body = { displayName: 'x', privacy: 1, videoChannelId: at.people.ada.channelId, ...resolved }
    const answer = await ask('/video-playlists', { as: 'ada', method: 'POST', body })
    expect(answer.status).toBe(status)
    if (field) expect(Object.keys(answer.body['invalid-params'] as object)).toEqual([field])
  })

  test('an own picture is shown, replaced with the next one, and gone with the playlist', async () => {
    const uuid = await make('ada')
    const pictures = () => readdir(join(at.folder, 'thumbnails'))
    const pick = async () => {
      const form = new FormData()
      form.set('thumbnailfile', new File([PIXEL], 'a.png'))
      const answer = await fetch(`${at.origin}/api/v1/video-playlists/${uuid}`, {
        method: 'PUT',
        headers: { authorization: 'ada' },
        body: form
      })
      expect(answer.status).toBe(204)
      return pictures()
    }
    const [first] = await pick()
    expect((await ask(`/video-playlists/${uuid}`)).body['thumbnailPath']).toBe(`/lazy-static/thumbnails/${first}`)
    const [second, ...others] = await pick()
    expect([second === first, others]).toEqual([false, []])
    await ask(`/video-playlists/${uuid}`, { as: 'ada', method: 'DELETE' })
    expect(await pictures()).toEqual([])
  })

  test('a picture that is none is refused, and leaves no file', async () => {
    const form = new FormData()
    form.set('displayName', 'With a picture')
    form.set('thumbnailfile', new File(['no picture'], 'a.jpg'))
    const answer = await fetch(`${at.origin}/api/v1/video-playlists`, {
      method: 'POST',
      headers: { authorization: 'ada' },
      body: form
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ 'invalid-params': { thumbnailfile: {} } })
    expect([await readdir(join(at.folder, 'uploads')), await readdir(join(at.folder, 'thumbnails'))]).toEqual([[], []])
  })

  test('is for the owner; moderators may delete', async () => {
    const uuid = await make('ada')
    for (const [as, method, status] of [
      [undefined, 'PUT', 401],
      ['bob', 'PUT', 403],
      ['mona', 'PUT', 403],
      ['bob', 'DELETE', 403],
      ['ruth', 'PUT', 204],
      ['mona', 'DELETE', 204]
    ] as const) {
      const body = { displayName: 'Taken' }
      expect([as, (await ask(`/video-playlists/${uuid}`, { ...(as && { as }), method, body })).status]).toEqual([
        as,
        status
      ])
    }
    expect((await ask(`/video-playlists/${uuid}`)).status).toBe(404)
  })

  test('of a channel that is deleted stays with its owner', async () => {
    const { rows } = await at.db.query<{ id: number }>(
      `WITH a AS (INSERT INTO actor (kind, preferred_username, display_name) VALUES ('group', 'gone', 'x') RETURNING id)
       INSERT INTO channel (actor_id, account_id) SELECT a.id, $1 FROM a RETURNING id`,
      [at.people.ada.accountId]
    )
    const uuid = await make('ada', { videoChannelId: rows[0]!.id })
    await at.db.query('DELETE FROM channel WHERE id = $1', [rows[0]!.id])
    expect((await ask(`/video-playlists/${uuid}`)).body).toMatchObject({ videoChannel: null })
  })
})

describe('watching later', () => {
  const mine = async () =>
    (await ask('/accounts/ada/video-playlists?playlistType=2', { as: 'ada' })).body.data[0] as { uuid: string }

  test('everybody has such a list, private and for ever', async () => {
    const { uuid } = await mine()
    expect((await add(uuid, videos[0]!)).status).toBe(200)
    expect((await ask(`/video-playlists/${uuid}`, { as: 'ada', method: 'DELETE' })).status).toBe(400)
    expect((await ask(`/video-playlists/${uuid}`, { as: 'ada', method: 'PUT', body: { privacy: 2 } })).status).toBe(400)
    expect((await ask(`/video-playlists/${uuid}`)).status).toBe(401)
    expect((await ask(`/video-playlists/${uuid}`, { as: 'bob' })).status).toBe(403)
    expect((await ask('/accounts/ada/video-playlists?playlistType=2')).body.total).toBe(0)
  })
})

describe('lists and search', () => {
  test('show public ones; owners see all of theirs', async () => {
    await make('ada', { displayName: 'Public' })
    await make('ada', { displayName: 'Unlisted', privacy: 2 })
    await make('ada', { displayName: 'Private', privacy: 3, videoChannelId: null })
    const names = async (path: string, as?: string) =>
      (await ask(path, { ...(as && { as }) })).body.data.map(({ displayName }) => displayName)
    expect(await names('/video-playlists')).toEqual(['Public'])
    expect(await names('/video-channels/ada_channel/video-playlists', 'ada')).toEqual(['Public'])
    expect(await names('/accounts/ada/video-playlists', 'bob')).toEqual(['Public'])
    expect(await names('/accounts/ada/video-playlists?sort=displayName&playlistType=1', 'ada')).toEqual([
      'Private',
      'Public',
      'Unlisted'
    ])
    expect(await names('/accounts/ada/video-playlists?search=unLIST', 'ada')).toEqual(['Unlisted'])
  })

  test('an unlisted one is found by its address, not by its number', async () => {
    const uuid = await make('ada', { privacy: 2 })
    const { body } = await ask(`/video-playlists/${uuid}`)
    expect((await ask(`/video-playlists/${body['shortUUID']}`)).status).toBe(200)
    expect((await ask(`/video-playlists/${body['id']}`)).status).toBe(404)
    expect((await ask(`/video-playlists/${body['id']}`, { as: 'ada' })).status).toBe(200)
  })

  test.each(['fêtes', 'fete', 'quartiers', 'quartire'])(
    'searching for %s finds it once it holds something',
    async search => {
      const uuid = await make('ada', { displayName: 'Nos fêtes du quartier' })
      await make('ada', { displayName: 'Nos fêtes privées', privacy: 3 })
      const find = async () => (await ask(`/search/video-playlists?search=${encodeURIComponent(search)}`)).body
      expect((await ask('/search/video-playlists?searchTarget=search-index')).status).toBe(400)
      expect((await find()).total).toBe(0)
      await add(uuid, videos[0]!)
      expect((await find()).data.map(({ displayName }) => displayName)).toEqual(['Nos fêtes du quartier'])
    }
  )
})
