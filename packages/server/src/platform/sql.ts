/**
 * Statements put together from parts. A part is text of ours with values beside it; values reach PostgreSQL as
 * parameters only, whatever the parts are joined to.
 */

export interface Sql {
  /** One more than there are values: a value stands between each two. */
  readonly texts: readonly string[]
  readonly values: readonly unknown[]
}

const isSql = (part: unknown): part is Sql => part instanceof SqlPart

class SqlPart implements Sql {
  readonly texts: readonly string[]
  readonly values: readonly unknown[]

  constructor(texts: readonly string[], values: readonly unknown[]) {
    this.texts = texts
    this.values = values
  }
}

/** Tag of a template: parts that stand in it are inlined, everything else becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...parts: readonly unknown[]): Sql {
  const texts = [strings[0]!]
  const values: unknown[] = []
  parts.forEach((part, index) => {
    const { texts: inner, values: innerValues } = isSql(part) ? part : { texts: ['', ''], values: [part] }
    texts[texts.length - 1] += inner[0]!
    texts.push(...inner.slice(1))
    values.push(...innerValues)
    texts[texts.length - 1] += strings[index + 1]!
  })
  return new SqlPart(texts, values)
}

/** @param text Written in a source file: never anything that came from outside. */
export function literal(text: string): Sql {
  return new SqlPart([text], [])
}

export const NOTHING = literal('')

/** `true` when there is no condition. */
export function and(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? literal('true') : join(conditions, ' AND ')
}

export function or(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? literal('false') : sql`(${join(conditions, ' OR ')})`
}

function join(parts: readonly Sql[], separator: ' AND ' | ' OR '): Sql {
  const between = literal(separator)
  return parts.slice(1).reduce((joined, part) => sql`${joined}${between}${part}`, parts[0]!)
}

/** What `Queryable.query` takes. */
export function statementOf({ texts, values }: Sql): [text: string, values: readonly unknown[]] {
  return [texts.slice(1).reduce((text, next, index) => `${text}$${index + 1}${next}`, texts[0]!), values]
}
