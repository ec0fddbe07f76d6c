import { Validator } from '@seriousme/openapi-schema-validator'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { withOpenApi } from './index.ts'

const description = { origin: 'https://videos.example', instanceName: 'Les Colombes', version: '1.2.3' }
const spelled = z.enum(['true', 'false'], 'Invalid value')
let server: TestServer

beforeAll(async () => {
  const api = apiRouter()
  api.on(
    'getVideoChapters',
    {
      params: z.object({ id: z.string().transform(Number) }),
      query: z.object({
        count: z.coerce.number().int().min(0).max(100).default(15),
        isLocal: spelled.default('false').transform(text => text === 'true'),
        tags: z.preprocess(value => [value].flat(), z.array(z.string())).optional()
      }),
      answer: z.object({ total: z.int() })
    },
    () => ({ total: 0 })
  )
  api.on('rateVideo', { body: z.object({ rating: z.string() }) }, () => {})
  api.on(
    'replaceVideoChapters',
    { body: z.object({ name: z.string(), nsfw: z.union([z.boolean(), spelled]) }), files: { thumbnailfile: 10 } },
    () => {}
  )
  api.on(
    'replaceVideoSourceResumableInit',
    {
      body: z.record(z.string(), z.unknown()),
      described: { body: z.object({ filename: z.string() }), files: ['thumbnailfile'], headers: { 'X-Size': 'Bytes' } }
    },
    () => {}
  )
  server = await serve(express().use('/api/v1', api.router, withOpenApi(description, [api.router])))
})
afterAll(() => server.close())

const read = async () => {
  const answer = await fetch(`${server.origin}/api/v1/openapi.json`)
  expect(answer.headers.get('content-type')).toMatch('application/json')
  return (await answer.json()) as { paths: Record<string, Record<string, object>> }
}

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  expect(await validator.validate(await read())).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
})

test('parameters are what a client may send: numbers, booleans and lists, not their spelling', async () => {
  const { paths } = await read()
  expect(paths['/videos/{id}/chapters']!['get']).toEqual({
    operationId: 'getVideoChapters',
    summary: 'List the chapters of a video',
    security: [{}, { oauth2: [] }],
    parameters: [
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'count', in: 'query', schema: { type: 'integer', minimum: 0, maximum: 100, default: 15 } },
      { name: 'isLocal', in: 'query', schema: { type: 'boolean', default: false } },
      { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
      { $ref: '#/components/parameters/videoPassword' }
    ],
    responses: {
      200: expect.objectContaining({ content: { 'application/json': { schema: expect.anything() } } }),
      default: expect.anything()
    },
    'x-access': 'watcher'
  })
})

test('the password of a video is told where it opens one to members', async () => {
  const { paths } = await read()
  const parameters = [{ name: 'id', in: 'path' }, { $ref: '#/components/parameters/videoPassword' }]
  expect(paths['/videos/{id}/rate']!['put']).toMatchObject({ parameters, 'x-access': 'member' })
  expect(JSON.stringify(paths['/videos/{id}/chapters']!['put'])).not.toContain('videoPassword')
})

test('bodies are JSON or a form, and a form with files where there are some', async () => {
  const { paths } = await read()
  const fields = { name: { type: 'string' }, nsfw: { type: 'boolean' } }
  const plain = { schema: expect.objectContaining({ properties: fields, required: ['name', 'nsfw'] }) }
  expect(paths['/videos/{id}/chapters']!['put']).toMatchObject({
    security: [{ oauth2: [] }],
    requestBody: {
      content: {
        'application/json': plain,
        'application/x-www-form-urlencoded': plain,
        'multipart/form-data': {
          schema: { properties: { ...fields, thumbnailfile: { type: 'string' } }, required: ['name', 'nsfw'] }
        }
      }
    },
    responses: { 401: expect.anything(), 403: expect.anything() },
    'x-access': 'owner-or-moderator'
  })
})

test('what a handler parses by itself is described as it is parsed', async () => {
  const { paths } = await read()
  const described = paths['/videos/{id}/source/replace-resumable']!['post']
  const fields = { filename: { type: 'string' } }
  expect(described).toMatchObject({
    parameters: [
      { name: 'id', in: 'path' },
      { name: 'X-Size', in: 'header', description: 'Bytes', schema: { type: 'string' } }
    ],
    requestBody: {
      content: {
        'application/json': { schema: { properties: fields, required: ['filename'] } },
        'multipart/form-data': { schema: { properties: { ...fields, thumbnailfile: { type: 'string' } } } }
      }
    }
  })
})
