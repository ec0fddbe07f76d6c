/** The OpenAPI 3.1 document, made of the tables and schemas that serve the API itself: it cannot say anything else. */
import {
  type Access,
  type LimitName,
  OPERATIONS,
  type OpenAccess,
  type Operation,
  type OperationId,
  RATE_LIMITS
} from '../../contract/index.ts'
import type { AnySpec } from '../../platform/api-router.ts'
import { fieldsOf, type JsonSchema, schemaOf } from './json-schema.ts'

export interface ApiDescription {
  /** Public origin of this server. */
  readonly origin: string
  readonly instanceName: string
  readonly version: string
}

type Served = ReadonlyMap<OperationId, AnySpec>

const FORM = 'application/x-www-form-urlencoded'

export function describeApi({ origin, instanceName, version }: ApiDescription, served: Served) {
  return {
    openapi: '3.1.0',
    info: {
      title: `${instanceName}: REST API`,
      version,
      description: 'What PeerTube 6.3 calls its REST API, as far as this server serves it.',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' }
    },
    servers: [{ url: `${origin}/api/v1` }],
    paths: describePaths(served),
    components: COMPONENTS
  }
}

function describePaths(served: Served) {
  const paths: Record<string, Record<string, object>> = {}
  for (const [id, spec] of served) {
    const operation: Operation = OPERATIONS[id]
    const [method, path] = operation.on.split(' ') as [string, string]
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(id, operation, spec) }
  }
  return Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function describeOperation(id: OperationId, operation: Operation, spec: AnySpec) {
  const parameters = describeParameters(operation, spec)
  const requestBody = describeBody(spec)
  return {
    operationId: id,
    summary: operation.summary,
    security: SECURITY[operation.access] ?? [{ oauth2: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: describeAnswers(operation, spec),
    'x-access': operation.access
  }
}

/** Whoever is not named here needs an account. */
const SECURITY: Partial<Record<Access, readonly object[]>> & Record<OpenAccess, readonly object[]> = {
  anyone: [],
  watcher: [{}, { oauth2: [] }],
  runner: []
}

function describeParameters({ on, access, opensVideo }: Operation, spec: AnySpec): object[] {
  const inPath = new Map(spec.params && fieldsOf(schemaOf(spec.params)).map(field => [field.name, field.schema]))
  return [
    ...[...on.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
      name,
      in: 'path',
      required: true,
      schema: inPath.get(name) ?? { type: 'string' }
    })),
    ...(spec.query ? fieldsOf(schemaOf(spec.query)) : []).map(({ name, schema, isRequired }) => ({
      name,
      in: 'query',
      ...(isRequired && { required: true }),
      schema
    })),
    ...Object.entries(spec.described?.headers ?? {}).map(([name, description]) => ({
      name,
      in: 'header',
      description,
      schema: { type: 'string' }
    })),
    ...(access === 'watcher' || opensVideo ? [{ $ref: '#/components/parameters/videoPassword' }] : [])
  ]
}

function describeBody({ described, isRaw, ...spec }: AnySpec): object | undefined {
  const body = described?.body ?? spec.body
  const files = described?.files ?? Object.keys(spec.files ?? {})
  if (!body && files.length === 0 && !isRaw) return undefined
  const schema = body ? schemaOf(body) : {}
  const form = files.length > 0 && { 'multipart/form-data': { schema: withFiles(schema, files) } }
  if (!isRaw) return { content: { 'application/json': { schema }, [FORM]: { schema }, ...form } }
  return { content: form || (body ? { 'application/json': { schema } } : { 'application/octet-stream': {} }) }
}

function withFiles(schema: JsonSchema, names: readonly string[]): JsonSchema {
  const files = names.map(name => [name, { type: 'string', contentMediaType: 'application/octet-stream' }])
  const form = { type: 'object', properties: Object.fromEntries(files) } as const
  return schema.allOf || schema.anyOf || schema.oneOf
    ? { allOf: [schema, form] }
    : { ...schema, ...form, properties: { ...schema.properties, ...form.properties } }
}

function describeAnswers({ access, limit }: Operation, { answer }: AnySpec) {
  const isOpen = SECURITY[access] !== undefined
  return {
    ...(answer
      ? { 200: { description: 'Done', content: { 'application/json': { schema: schemaOf(answer, 'output') } } } }
      : { '2XX': { description: 'Done: with an answer, or with 204 and none' } }),
    ...(!isOpen && { 401: problem('Not signed in'), 403: problem('Signed in, without the right to do this') }),
    ...(limit && { 429: problem(describeLimit(limit)) }),
    default: problem('Refused')
  }
}

const TOO_MANY: Record<LimitName, string> = {
  'sign-in': 'Too many attempts to sign in',
  registration: 'Too many registrations',
  mail: 'Too many mails asked for',
  upload: 'Too many uploads',
  comment: 'Too many comments',
  search: 'Too many searches',
  'client-log': 'Too many reports'
}

function describeLimit(name: LimitName): string {
  const { requestsMax, windowSeconds } = RATE_LIMITS[name]
  return `${TOO_MANY[name]}: by default ${requestsMax} in ${windowSeconds / 60} minutes; see Retry-After`
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
})

const COMPONENTS = {
  securitySchemes: {
    oauth2: {
      type: 'oauth2',
      description: 'The client is named by `GET /oauth-clients/local`; the token goes into `Authorization: Bearer`.',
      flows: { password: { tokenUrl: '/api/v1/users/token', refreshUrl: '/api/v1/users/token', scopes: {} } }
    }
  },
  parameters: {
    videoPassword: {
      name: 'x-peertube-video-password',
      in: 'header',
      description: 'Of a video that is protected by one.',
      schema: { type: 'string' }
    }
  },
  schemas: {
    Problem: {
      type: 'object',
      description: 'A problem document (RFC 9457), with what PeerTube adds.',
      required: ['type', 'detail', 'status', 'error'],
      properties: {
        type: { type: 'string', description: '`about:blank`, or an address that ends in the code.' },
        title: { type: 'string' },
        detail: { type: 'string', description: 'What went wrong, for people.' },
        status: { type: 'integer' },
        instance: { type: 'string' },
        code: { type: 'string', description: 'What went wrong, for programs.' },
        docs: { type: 'string' },
        error: { type: 'string', description: 'The same as `detail`, for older clients.' },
        'invalid-params': {
          type: 'object',
          additionalProperties: {
            type: 'object',
            properties: {
              type: { type: 'string' },
              value: {},
              msg: { type: 'string' },
              path: { type: 'string' },
              location: { type: 'string', enum: ['body', 'query', 'params', 'headers'] }
            }
          }
        }
      }
    }
  }
} as const
