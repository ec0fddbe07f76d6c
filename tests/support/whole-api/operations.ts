/** What the OpenAPI document says of the API: the only list of operations that the tests of the whole API know. */
import type { Access, OperationId } from '../../../packages/server/src/contract/index.ts'

export interface Schema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: Schema
}

export interface WalkedOperation {
  readonly id: OperationId
  readonly method: string
  /** Below /api/v1. */
  readonly path: string
  readonly access: Access
  readonly inPath: readonly Parameter[]
  readonly inQuery: readonly Parameter[]
  readonly body: Schema | undefined
  /** Media types it takes. */
  readonly bodyTypes: readonly string[]
  /** A page of rows: `start` and `count` say which. */
  readonly isList: boolean
}

interface Described {
  readonly operationId: OperationId
  readonly 'x-access': Access
  readonly parameters?: readonly (Parameter | { $ref: string })[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema?: Schema }>> }
}

/** In the order of the document, which does not change from run to run. */
export async function readOperations(origin: string): Promise<WalkedOperation[]> {
  const answer = await fetch(`${origin}/api/v1/openapi.json`)
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Described>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => walked(method.toUpperCase(), path, described))
  )
}

function walked(method: string, path: string, described: Described): WalkedOperation {
  const parameters = (described.parameters ?? []).filter(one => 'name' in one)
  const inQuery = parameters.filter(one => one.in === 'query')
  const content = described.requestBody?.content ?? {}
  return {
    id: described.operationId,
    method,
    path,
    access: described['x-access'],
    inPath: parameters.filter(one => one.in === 'path'),
    inQuery,
    body: Object.values(content)[0]?.schema,
    bodyTypes: Object.keys(content),
    isList: method === 'GET' && ['start', 'count'].every(name => inQuery.some(one => one.name === name))
  }
}
