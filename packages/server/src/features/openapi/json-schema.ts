/** JSON Schema (2020-12, as OpenAPI 3.1 takes it) of what the API's zod schemas accept. */
import { z } from 'zod'

export type JsonSchema = z.core.JSONSchema.BaseSchema

const BOOLEAN_WORDS = ['true', 'false', '1', '0']

/** @param io `input` for what may be sent, `output` for what is answered. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'input'): JsonSchema {
  const { $schema: _, ...described } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => asClientsSeeIt(jsonSchema)
  })
  return described
}

/** A form and a query know only text: a boolean that is spelled there is a boolean to whoever reads the document. */
function asClientsSeeIt(schema: JsonSchema): void {
  if (isSpelledBoolean(schema) || (schema.anyOf?.length && schema.anyOf.every(isAnyBoolean))) {
    delete schema.enum
    delete schema.anyOf
    schema.type = 'boolean'
  }
  if (schema.type === 'boolean' && typeof schema.default === 'string')
    schema.default = /^(true|1)$/.test(schema.default)
}

const isSpelledBoolean = ({ type, enum: words }: JsonSchema) =>
  type === 'string' && !!words && words.length > 1 && words.every(word => BOOLEAN_WORDS.includes(String(word)))

const isAnyBoolean = (schema: unknown) =>
  (schema as JsonSchema).type === 'boolean' || isSpelledBoolean(schema as JsonSchema)

export interface Field {
  readonly name: string
  readonly schema: JsonSchema
  readonly isRequired: boolean
}

/** The fields of an object, wherever its schema says them. */
export function fieldsOf(schema: JsonSchema): Field[] {
  const own = Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    schema: field as JsonSchema,
    isRequired: schema.required?.includes(name) ?? false
  }))
  const all = (schema.allOf ?? []).flatMap(part => fieldsOf(part as JsonSchema))
  // Which of these holds is for the server to say: a client is told of every field, and that none is a must.
  const some = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
    .flatMap(part => fieldsOf(part as JsonSchema))
    .map(field => ({ ...field, isRequired: false }))
  return [...new Map([...some, ...all, ...own].map(field => [field.name, field])).values()]
}
