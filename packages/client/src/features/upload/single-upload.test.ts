import { expect, test } from 'vitest'
import type { SendRequest, SendResponse } from '../../api/transport.ts'
import { createSingleUpload } from './single-upload.ts'
import type { Transfer } from './transfer.ts'
import { replacements } from './unfinished.ts'

const PATH = '/api/v1/videos/u/source/replace-resumable'
const file = new File(['0123456789'], 'new.mov', { lastModified: 5 })

function fakeStore(): Storage {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    clear: () => kept.clear(),
    key: index => [...kept.keys()][index] ?? null,
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: key => void kept.delete(key)
  }
}

/** A server that answers what it is told, in this order, and a page that is opened on it. */
function open(answers: readonly number[], store = fakeStore()) {
  const asked: string[] = []
  const left = [...answers]
  const send = async ({ method, url, body }: SendRequest): Promise<SendResponse> => {
    asked.push([method, url, ...(typeof body === 'string' ? [body] : [])].join(' '))
    const status = left.shift() ?? 204
    const location = `//host${PATH}?upload_id=${asked.length}`
    return { status, body: '', header: name => (name === 'Location' && status === 201 ? location : null) }
  }
  let shown: Transfer | null = null
  const single = createSingleUpload({
    send,
    store,
    shelf: replacements('u'),
    wait: async () => undefined,
    nowMs: () => 0,
    onChange: upload => {
      shown = upload
    }
  })
  return { single, asked, store, shown: () => shown as Transfer | null }
}

const BEGUN = `POST ${PATH} {"filename":"new.mov","lastModified":5}`

test('the file goes to the address of its video, and nothing of it is remembered afterwards', async () => {
  const { single, asked, store, shown } = open([201, 308, 204])
  single.choose(file)
  expect(shown()).toMatchObject({ phase: 'editing', uploadUrl: null })
  await single.send()
  expect(asked).toEqual([BEGUN, `PUT ${PATH}?upload_id=1`, `PUT ${PATH}?upload_id=1`])
  expect([shown()?.phase, store.length]).toEqual(['done', 0])
})

test('what was sent of it is found again on another day, and by another try', async () => {
  const { single, store, shown } = open([201, 401])
  single.choose(file)
  await single.send()
  expect(shown()).toMatchObject({ phase: 'failed', error: { status: 401 }, uploadUrl: `${PATH}?upload_id=1` })

  const later = open([204], store)
  later.single.choose(file)
  expect(later.shown()).toMatchObject({ phase: 'editing', uploadUrl: `${PATH}?upload_id=1` })
  await later.single.send()
  expect([later.asked, later.shown()?.phase]).toEqual([[`PUT ${PATH}?upload_id=1`], 'done'])
})

test('what the server has forgotten begins anew, once', async () => {
  const { store, single } = open([201, 401])
  single.choose(file)
  await single.send()
  const later = open([403, 201, 204], store)
  later.single.choose(file)
  await later.single.send()
  expect(later.asked).toEqual([`PUT ${PATH}?upload_id=1`, BEGUN, `PUT ${PATH}?upload_id=2`])

  const refused = open([403])
  refused.single.choose(file)
  await refused.single.send()
  expect([refused.asked, refused.shown()?.error?.status]).toEqual([[BEGUN], 403])
})

test('a file that is given up is forgotten here and there', async () => {
  const { single, asked, store, shown } = open([201, 401])
  single.choose(file)
  await single.send()
  single.remove()
  expect([shown(), store.length, asked.at(-1)]).toEqual([null, 0, `DELETE ${PATH}?upload_id=1`])
})
