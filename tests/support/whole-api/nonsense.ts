/** What nobody should send. The same in every run. */
import type { WalkedOperation } from './operations.ts'
import type { Sent } from './send.ts'

const BODY_SHARE = 3
const LONG = 'x'.repeat(6000)
const NOBODY = '00000000-0000-4000-8000-000000000000'

/** In a path, already encoded. */
const IN_PATH = [
  ...['0', '-1', '1.5', '2147483648', '9223372036854775808', `1${'0'.repeat(40)}`, '1e3', NOBODY, 'NaN', 'null'],
  ...['%00', 'a%00b', '%ED%A0%80', '%', '%F0%9F%95%8A', "'%20OR%201=1--", '..%2f..%2fetc%2fpasswd', '@', '@@', 'a@b@c'],
  LONG.slice(0, 2000)
]

/** In a query, already encoded; the name stands for the equals sign and what precedes it. */
const IN_QUERY: readonly ((name: string) => string)[] = [
  ...['', '0', '-1', '1.5', '2147483648', '9223372036854775808', '1e400', 'NaN', 'null', 'true', '2026-13-45', NOBODY],
  ...['%00', 'a%00b', '%ED%A0%80', '%', '%F0%9F%95%8A', "'%20OR%201=1--", '%5C', '%25', 'a%20%26%20!%20(', LONG]
].map(value => (name: string) => `${name}=${value}`)
const ODD_LISTS: readonly ((name: string) => string)[] = [
  name => `${name}=1&${name}=2`,
  name => `${name}[]=1&${name}[]=%00`,
  name => `${name}[a]=1&${name}[__proto__][b]=2`,
  name => Array.from({ length: 300 }, (_, at) => `${name}=${at}`).join('&')
]
const UNKNOWN = 'unheard=of&__proto__=1&constructor[prototype][a]=b'

/** In a field of JSON. */
const IN_FIELD: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 2 ** 31, 2 ** 53, 1e308, '', ' ', '0', '-1', '1e400', 'null', '2026-13-45', NOBODY],
  ...['\0', 'a\0b', '\ud800', '🕊️', "' OR 1=1--", 'http://[', 'javascript:alert(1)', '../../etc/passwd', LONG],
  ...[[], [[]], [null], ['a\0b'], [{}], Array.from({ length: 2000 }, (_, at) => at), {}, { a: { b: 1 } }, nested(200)]
]

/** Instead of a body. */
const BODIES: readonly Pick<Sent, 'body' | 'contentType'>[] = [
  ...['', '{', '[]', 'null', '"text"', '1', '{"__proto__":{"a":1}}', '['.repeat(20_000), '{"a":"\\ud800"}'].map(
    body => ({
      body,
      contentType: 'application/json'
    })
  ),
  { body: 'a[b][c][d]=1&a[b]=2&%ZZ=%&=&__proto__[x]=1', contentType: 'application/x-www-form-urlencoded' },
  { body: `${'a=1&'.repeat(3000)}`, contentType: 'application/x-www-form-urlencoded' },
  { body: 'no boundary', contentType: 'multipart/form-data' },
  { body: '--b\r\nContent-Disposition: form-data; name="a', contentType: 'multipart/form-data; boundary=b' },
  { body: '<a>&b;</a>', contentType: 'text/xml' },
  { body: '{}', contentType: 'application/json; charset=utf-7' },
  { body: '\0\x01\x02', contentType: 'application/octet-stream' }
]

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)]
}

/**
 * Nonsense in one place at a time; everywhere else, what `proper` says.
 *
 * @param turn Of operations that share many fields, which share of the nonsense each field meets in this one.
 */
export function* nonsenseFor(operation: WalkedOperation, proper: Sent, turn: number): Generator<Sent> {
  const inPath = operation.inPath.map(({ name }) => name)
  for (const [name, value] of inTurn(inPath, IN_PATH, turn))
    yield { ...proper, params: { ...proper.params, [name]: value } }
  const inQuery = operation.inQuery.map(({ name }) => name)
  for (const [name, write] of inTurn(inQuery, [...IN_QUERY, ...ODD_LISTS], turn))
    yield { ...proper, query: `${without(proper.query, name)}&${write(name)}` }
  yield { ...proper, query: `${proper.query}&${UNKNOWN}` }
  if (operation.method === 'GET') return

  // What reads bodies is the same for all operations.
  for (const [at, body] of BODIES.entries()) if ((at + turn) % BODY_SHARE === 0) yield { ...proper, ...body }
  for (const [name, value] of inTurn(Object.keys(operation.body?.properties ?? {}), IN_FIELD, turn))
    yield { ...proper, body: { ...(proper.body as object), [name]: value } }
  if (operation.bodyTypes.includes('multipart/form-data')) yield* nonsenseForms(operation, proper)
}

/** The names share the values among them. */
function* inTurn<T>(names: readonly string[], values: readonly T[], turn: number): Generator<[string, T]> {
  const share = Math.max(1, names.length)
  for (const [place, name] of names.entries())
    for (const [at, value] of values.entries()) if ((at + place + turn) % share === 0) yield [name, value]
}

function without(query: string | undefined, name: string): string {
  const fields = new URLSearchParams(query)
  fields.delete(name)
  return fields.toString()
}

/** The same kind of nonsense in every place at once: for who is refused anyway, and should be before anything is read. */
export function* nonsenseEverywhere(operation: WalkedOperation): Generator<Sent> {
  const fill = (write: (name: string) => string) => operation.inQuery.map(({ name }) => write(name)).join('&')
  for (const at of [4, 10, 12, 20]) {
    const params = Object.fromEntries(operation.inPath.map(({ name }) => [name, IN_PATH[at]!]))
    const names = Object.keys(operation.body?.properties ?? {})
    const body = operation.body && Object.fromEntries(names.map(name => [name, IN_FIELD[at]]))
    yield { params, query: fill(IN_QUERY[at]!), body }
  }
}

function* nonsenseForms({ body }: WalkedOperation, proper: Sent): Generator<Sent> {
  const names = Object.keys(body?.properties ?? {})
  for (const value of ['', '\0', 'a\0b', LONG, '[object Object]', '-1']) {
    const form = new FormData()
    for (const name of names) form.append(name, value)
    yield { ...proper, body: form }
  }
  for (const name of names) {
    const form = new FormData()
    form.set(name, new Blob(['\0nothing that anybody reads']), `../../${LONG.slice(0, 300)}.mp4`)
    form.append(`${name}[]`, 'x')
    form.append(`${name}[__proto__][a]`, 'x')
    yield { ...proper, body: form }
  }
}
