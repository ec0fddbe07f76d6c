/**
 * Serves operations of the API as their tables say (contract/operations): method, path, who may call, and the schemas
 * that parse the request. The same schemas make the OpenAPI document (features/openapi), so it cannot say anything else.
 */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { STORAGE } from '@colombier/transcoder/contract'
import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import type { z } from 'zod'
import {
  type Access,
  mayCall,
  OPERATIONS,
  type OpenAccess,
  type Operation,
  type OperationId
} from '../contract/index.ts'
import { AppError } from '../kernel/errors.ts'
import { type ReceivedFile, type ReceivedForm, readForm } from './form.ts'
import { parse, requireViewer, type Viewer, viewerOf } from './http.ts'
import { countAgainst } from './limit-requests.ts'
import type { Storage } from './storage/disk.ts'

type Schema = z.ZodType

/** What an operation takes and gives. Left out: nothing of that kind is read. */
export interface OperationSpec<Params extends Schema, Query extends Schema, Body extends Schema> {
  readonly params?: Params
  readonly query?: Query
  /** JSON, an urlencoded form, or with `files` a multipart form too. */
  readonly body?: Body
  /** File fields of a multipart form, with the most bytes each may have. They are gone once the handler has ended. */
  readonly files?: Readonly<Record<string, number>>
  /** The handler reads the request's body by itself; `body` then only describes it. */
  readonly isRaw?: boolean
  /** For the OpenAPI document. */
  readonly answer?: Schema
  /** For the OpenAPI document too: the schemas of what the handler parses by itself, where those above say less. */
  readonly described?: Described
}

export interface Described {
  readonly body?: Schema
  /** File fields of a form that the handler reads. */
  readonly files?: readonly string[]
  /** Names of headers, and what each is for. */
  readonly headers?: Readonly<Record<string, string>>
}

type ViewerOf<Id extends OperationId> = (typeof OPERATIONS)[Id]['access'] extends OpenAccess
  ? Viewer | undefined
  : Viewer

export interface Call<Id extends OperationId, Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly files: ReadonlyMap<string, ReceivedFile>
  /** Who calls; only operations that need no account can find nobody here. */
  readonly viewer: ViewerOf<Id>
  readonly req: Request
  readonly res: Response
  /** @throws AppError `forbidden` unless the table lets this caller do that to a thing of this account. */
  assertMay(ownerAccountId: number | null, message?: string): void
}

/** A handler that returns it has answered by itself. */
export const ANSWERED = Symbol('answered')

/** Answers with 200 and JSON; without a value, with 204. */
type Handler<Id extends OperationId, Params, Query, Body> = (call: Call<Id, Params, Query, Body>) => unknown

export type AnySpec = OperationSpec<Schema, Schema, Schema>

export interface ApiRouter {
  readonly router: Router
  on<Id extends OperationId, Params extends Schema, Query extends Schema, Body extends Schema>(
    id: Id,
    spec: OperationSpec<Params, Query, Body>,
    handle: Handler<Id, z.output<Params>, z.output<Query>, z.output<Body>>
  ): void
}

const BODY_LIMIT = '500kb'
const readJson = express.json({ limit: BODY_LIMIT })
const readUrlencoded = express.urlencoded({ extended: true, limit: BODY_LIMIT, parameterLimit: 1000 })

const specs = new WeakMap<Router, Map<OperationId, AnySpec>>()
const handlers = new WeakMap<Router, Map<OperationId, (call: never) => unknown>>()

/** What a router serves. Empty for one that was not made here. */
export function operationsOf(router: Router): ReadonlyMap<OperationId, AnySpec> {
  return specs.get(router) ?? new Map()
}

/** What answers an operation of a router, for `operationCaller`. */
export function handlerOf(router: Router, id: OperationId): ((call: never) => unknown) | undefined {
  return handlers.get(router)?.get(id)
}

/** @param storage Where files of forms are kept while they are looked at; needed by operations with `files`. */
export function apiRouter(storage?: Storage): ApiRouter {
  const router = Router()
  const served = new Map<OperationId, AnySpec>()
  const answering = new Map<OperationId, (call: never) => unknown>()
  specs.set(router, served)
  handlers.set(router, answering)

  return {
    router,
    on(id, spec, handle) {
      const operation: Operation = OPERATIONS[id]
      served.set(id, spec)
      answering.set(id, handle)
      const [method, path] = operation.on.split(' ') as [string, string]
      const name = method.toLowerCase() as 'get' | 'post' | 'put' | 'delete' | 'patch'
      router[name](
        path.replace(/\{(\w+)\}/g, ':$1'),
        admission(id, operation),
        ...(spec.body && !spec.isRaw ? [readJson, readUrlencoded] : []),
        async (req, res) => {
          const { form, release } = await readFiles(req, { spec, storage })
          try {
            const given = { params: req.params, query: req.query, body: form?.fields ?? req.body, files: form?.files }
            const call = readCall(req, res, { operation, spec, given })
            answer(res, await handle(call as unknown as Parameters<typeof handle>[0]))
          } finally {
            await release()
          }
        }
      )
    }
  }
}

const admission =
  (id: string, operation: Operation): RequestHandler =>
  async (_req, res, next) => {
    await admit(id, operation, res)
    next()
  }

/** Refuses whom the table does not let in, before a byte of the body is read. */
export async function admit(id: string, operation: Operation, res: Response): Promise<void> {
  const { access, limit } = operation
  res.locals['operation'] = id
  const viewer = callerOf(operation, res)
  if (!mayCall(access, viewer?.role, true)) throw noRight(viewer, id)
  if (limit) await countAgainst(res, limit)
}

function callerOf({ access, ignoresTokens }: Operation, res: Response): Viewer | undefined {
  if (ignoresTokens) return undefined
  return isOpen(access) ? viewerOf(res) : requireViewer(res)
}

const isOpen = (access: Access): access is OpenAccess => ['anyone', 'watcher', 'runner'].includes(access)

function noRight(viewer: Viewer | undefined, id: string): AppError {
  return new AppError('forbidden', `User ${viewer?.username} does not have the right to ${id}.`)
}

/** What a request brings, before it is parsed. */
export interface Given {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
  readonly files?: ReadonlyMap<string, ReceivedFile> | undefined
}

export function readCall(
  req: Request,
  res: Response,
  { operation, spec, given }: { operation: Operation; spec: AnySpec; given: Given }
) {
  const viewer = callerOf(operation, res)
  return {
    params: spec.params && parse(spec.params, given.params ?? {}, 'params'),
    query: spec.query && parse(spec.query, given.query ?? {}, 'query'),
    body: spec.body && !spec.isRaw ? parse(spec.body, given.body ?? {}) : undefined,
    files: given.files ?? new Map<string, ReceivedFile>(),
    viewer,
    req,
    res,
    assertMay(ownerAccountId: number | null, message?: string) {
      const isOwner = viewer !== undefined && viewer.accountId === ownerAccountId
      if (mayCall(operation.access, viewer?.role, isOwner)) return
      throw message ? new AppError('forbidden', message) : noRight(viewer, String(res.locals['operation']))
    }
  }
}

export interface ReceivedFiles {
  readonly form: ReceivedForm | undefined
  /** Removes the files. */
  release(): Promise<unknown>
}

async function readFiles(
  req: Request,
  { spec, storage }: { spec: AnySpec; storage: Storage | undefined }
): Promise<ReceivedFiles> {
  if (!req.is('multipart/form-data') || spec.isRaw || !spec.body) return { form: undefined, release: async () => {} }
  if (!storage && spec.files) throw new TypeError('An operation with files needs the storage.')
  return receiveFiles(req, { files: spec.files ?? {}, storage: storage! })
}

/** @param wanted File fields of the form, with the most bytes each may have. */
export async function receiveFiles(
  req: Request,
  { files, storage }: { files: Readonly<Record<string, number>>; storage: Storage }
): Promise<ReceivedFiles & { readonly form: ReceivedForm }> {
  const name = randomUUID()
  const wanted = Object.entries(files).map(
    ([field, maxBytes]) => [field, { path: storage.pathOf(`${STORAGE.uploads}/${name}.${field}`), maxBytes }] as const
  )
  const form = await readForm(req, Object.fromEntries(wanted))
  return { form, release: () => Promise.all(wanted.map(([, { path }]) => rm(path, { force: true }))) }
}

function answer(res: Response, value: unknown): void {
  if (value === ANSWERED) return
  // PeerTube's clients expect the type even where there is no body.
  if (value === undefined) res.status(204).type('application/json').end()
  else res.json(value)
}
