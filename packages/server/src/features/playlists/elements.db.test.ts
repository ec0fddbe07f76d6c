import { describe, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { usePlaylists } from '../../../../../tests/support/playlists-bench.ts'

const at = usePlaylists()
const { ask, make, add, elements, move, fill, videos } = at

describe('what a playlist holds', () => {
  test('has an order, without gaps', async () => {
    const uuid = await make('ada')
    await fill(uuid)
    expect(await elements(uuid)).toEqual(['1 one', '2 two', '3 three', '4 four'])
    const { body } = await ask(`/video-playlists/${uuid}/videos?start=1&count=1`)
    expect([body.total, body.data.length]).toEqual([4, 1])
    await ask(`/video-playlists/${uuid}/videos/${body.data[0]!['id']}`, { as: 'ada', method: 'DELETE' })
    expect(await elements(uuid)).toEqual(['1 one', '2 three', '3 four'])
  })

  test.each([
    [1, 4, 1, 'two three four one'],
    [4, 0, 1, 'four one two three'],
    [2, 3, 1, 'one three two four'],
    [1, 4, 2, 'three four one two'],
    [3, 1, 2, 'one three four two'],
    [2, 2, 2, 'one two three four']
  ])('is reordered: from %i behind %i, %i of them', async (from, behind, length, order) => {
    const uuid = await make('ada')
    await fill(uuid)
    expect((await move(uuid, from, behind, length)).status).toBe(204)
    expect(await elements(uuid)).toEqual(order.split(' ').map((name, index) => `${index + 1} ${name}`))
  })

  test.each([
    [5, 0, 1],
    [1, 5, 1],
    [3, 0, 3],
    [0, 1, 1]
  ])('is not reordered beyond its end: from %i behind %i, %i of them', async (from, behind, length) => {
    const uuid = await make('ada')
    await fill(uuid)
    expect((await move(uuid, from, behind, length)).status).toBe(400)
    expect(await elements(uuid)).toEqual(['1 one', '2 two', '3 three', '4 four'])
  })

  test('changed by many at once, stays whole', async () => {
    const uuid = await make('ada')
    await Promise.all([...videos, ...videos].map(video => add(uuid, video)))
    await Promise.all([move(uuid, 1, 8), move(uuid, 8, 0), move(uuid, 2, 6, 2), add(uuid, videos[0]!)])
    const { body } = await ask(`/video-playlists/${uuid}/videos`)
    expect(body.data.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('may start and stop within a video', async () => {
    const uuid = await make('ada')
    const { id } = await add(uuid, videos[0]!, { startTimestamp: 1, stopTimestamp: 4 })
    const put = (body: object) => ask(`/video-playlists/${uuid}/videos/${id}`, { as: 'ada', method: 'PUT', body })
    expect((await put({ startTimestamp: 2 })).status).toBe(204)
    expect((await put({ startTimestamp: 5 })).status).toBe(400)
    expect((await put({ startTimestamp: -1 })).status).toBe(400)
    const { body } = await ask(`/users/me/video-playlists/videos-exist?videoIds[]=${videos[0]!.id}&videoIds[]=99`, {
      as: 'ada'
    })
    expect(body[String(videos[0]!.id)]).toContainEqual(
      expect.objectContaining({ playlistElementId: id, startTimestamp: 2, stopTimestamp: 4 })
    )
    expect(body['99']).toEqual([])
    expect((await put({ stopTimestamp: null })).status).toBe(204)
  })

  test('tells nobody of videos they may not watch, and keeps the place of deleted ones', async () => {
    const uuid = await make('ada')
    const { db } = at
    const hidden = await aVideo(db, at.people.ada.channelId, { name: 'hidden', privacy: 3 })
    const internal = await aVideo(db, at.people.ada.channelId, { name: 'internal', privacy: 4 })
    const gone = await aVideo(db, at.people.ada.channelId)
    const blocked = await aVideo(db, at.people.ada.channelId, { name: 'blocked' })
    for (const video of [hidden, internal, gone, blocked]) await add(uuid, video)
    await db.query('DELETE FROM video WHERE id = $1', [gone.id])
    await db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 1)', [blocked.id])
    expect(await elements(uuid)).toEqual(['1 type 2', '2 type 2', '3 type 1', '4 type 3'])
    expect(await elements(uuid, 'bob')).toEqual(['1 type 2', '2 internal', '3 type 1', '4 type 3'])
    expect(await elements(uuid, 'ada')).toEqual(['1 hidden', '2 internal', '3 type 1', '4 blocked'])
  })

  test('is for the owner to change, with videos they may watch', async () => {
    const uuid = await make('ada')
    const { id } = await add(uuid, videos[0]!)
    expect((await add(uuid, videos[0]!, {}, 'bob')).status).toBe(403)
    expect((await move(uuid, 1, 0, 1, 'bob')).status).toBe(403)
    expect((await ask(`/video-playlists/${uuid}/videos/${id}`, { as: 'bob', method: 'DELETE' })).status).toBe(403)
    const theirs = await aVideo(at.db, at.people.bob.channelId, { privacy: 3 })
    expect((await add(uuid, theirs.uuid)).status).toBe(403)
    expect((await add(uuid, '00000000-0000-4000-8000-000000000000')).status).toBe(404)
    const other = await make('bob')
    expect((await ask(`/video-playlists/${other}/videos/${id}`, { as: 'bob', method: 'DELETE' })).status).toBe(404)
  })
})
