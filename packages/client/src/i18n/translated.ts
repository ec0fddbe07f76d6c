import type { Plural } from './en.ts'

/** A part of the messages in another language: the same keys, and plurals where the source has them. */
export type Translated<Source> = { readonly [Key in keyof Source]: Source[Key] extends string ? string : Plural }
