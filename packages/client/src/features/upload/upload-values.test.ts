import { expect, test } from 'vitest'
import { flatten, initBody, uploadFields } from './init-body.ts'
import { findFaults, nameFromFile, newUploadValues, parseTags } from './upload-values.ts'

const values = newUploadValues('Fete_du_village.mp4', 7)

test('the title is proposed from the file name', () => {
  expect(nameFromFile('Fete_du_village.mp4')).toBe('Fete du village')
  expect(nameFromFile('2024.05.01')).toBe('2024.05')
})

test('fields left empty are not sent', () => {
  expect(uploadFields(values, 'a.mp4')).toEqual({
    name: 'Fete du village',
    filename: 'a.mp4',
    channelId: 7,
    privacy: 1,
    nsfw: false,
    commentsPolicy: 1,
    downloadEnabled: true,
    waitTranscoding: false
  })
})

test('a scheduled video is private until its date', () => {
  const fields = uploadFields({ ...values, privacy: 'scheduled', scheduleAt: '2027-01-02T10:00' }, 'a.mp4')
  expect(fields['privacy']).toBe(3)
  expect(fields['scheduleUpdate']).toEqual({ updateAt: new Date('2027-01-02T10:00').toISOString(), privacy: 1 })
})

test('what supports whom and since when is sent when it was given', () => {
  const given = { ...values, support: ' Un don ', originallyPublishedAt: '1999-12-31' }
  expect(uploadFields(given, 'a.mp4')).toMatchObject({
    support: 'Un don',
    originallyPublishedAt: '1999-12-31T00:00:00.000Z'
  })
})

test('with a picture the fields travel as a form, nested ones by their path', () => {
  const picture = new File(['x'], 'x.png', { type: 'image/png' })
  const { body, contentType } = initBody({ ...values, tags: 'one, two' }, 'a.mp4', picture)
  expect(contentType).toBeNull()
  expect([...(body as FormData).keys()]).toEqual(
    expect.arrayContaining(['tags[0]', 'tags[1]', 'thumbnailfile', 'previewfile'])
  )
  expect(flatten({ a: { b: [1, 2] } })).toEqual([
    ['a[b][0]', '1'],
    ['a[b][1]', '2']
  ])
})

test('each refused field is told', () => {
  const faulty = { ...values, name: 'a', tags: 'x', privacy: 'scheduled', scheduleAt: '2020-01-01T00:00' }
  expect(Object.keys(findFaults(faulty, Date.parse('2026-01-01')))).toEqual(['name', 'scheduleAt', 'tags'])
  expect(Object.keys(findFaults({ ...values, description: 'ab', support: 'x' }, 0))).toEqual(['description', 'support'])
  expect(Object.keys(findFaults({ ...values, privacy: '5' }, 0))).toEqual(['videoPassword'])
  expect(findFaults(values, 0)).toEqual({})
})

test('what is sensitive is sent of sensitive films alone', () => {
  const said = { ...values, sensitiveFlags: 3, sensitiveSummary: ' A fight ' }
  expect(Object.keys(uploadFields(said, 'a.mp4'))).not.toContain('nsfwFlags')
  expect(uploadFields({ ...said, isSensitive: true }, 'a.mp4')).toMatchObject({ nsfwFlags: 3, nsfwSummary: 'A fight' })
  expect(findFaults({ ...said, isSensitive: true, sensitiveSummary: 'x' }, 0)).toEqual({
    sensitiveSummary: 'upload.sensitiveFault'
  })
})

test('tags are told apart by commas, once each', () => {
  expect(parseTags(' one, two words ,one,, ')).toEqual(['one', 'two words'])
})
