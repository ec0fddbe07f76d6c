import type { Operations } from '../access.ts'

export const OPENAPI_OPERATIONS = {
  getOpenApiDocument: { on: 'GET /openapi.json', access: 'anyone', summary: 'Describe this API as OpenAPI 3.1' }
} as const satisfies Operations
