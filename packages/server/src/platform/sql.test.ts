import { expect, test } from 'vitest'
import { and, literal, or, sql, statementOf } from './sql.ts'

test('values become parameters, numbered in their order, however deep the part', () => {
  const inner = sql`name = ${'x'} OR name = ${'y'}`
  const whole = sql`SELECT ${literal('id')} FROM video WHERE (${inner}) AND id > ${7} LIMIT ${15}`
  expect(statementOf(whole)).toEqual([
    'SELECT id FROM video WHERE (name = $1 OR name = $2) AND id > $3 LIMIT $4',
    ['x', 'y', 7, 15]
  ])
})

test('text that looks like a statement stays a value', () => {
  const evil = "1; DROP TABLE video; --'"
  expect(statementOf(sql`SELECT ${evil}`)).toEqual(['SELECT $1', [evil]])
  const lookalike = { texts: ['DROP TABLE video'], values: [] }
  expect(statementOf(sql`SELECT ${lookalike}`)).toEqual(['SELECT $1', [lookalike]])
})

test('conditions are joined, and none is no condition', () => {
  const parts = [sql`a = ${1}`, sql`b = ${2}`]
  expect(statementOf(and(parts))).toEqual(['a = $1 AND b = $2', [1, 2]])
  expect(statementOf(or(parts))).toEqual(['(a = $1 OR b = $2)', [1, 2]])
  expect(statementOf(and([]))).toEqual(['true', []])
  expect(statementOf(or([]))).toEqual(['false', []])
})
