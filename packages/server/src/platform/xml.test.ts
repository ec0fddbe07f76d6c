import { expect, test } from 'vitest'
import { element, xmlDocument } from './xml.ts'

test('elements, attributes and texts', () => {
  const root = element('a', { b: 'c', d: undefined, n: 1 }, ['text', null, element('e'), element('f', {}, [''])])
  expect(xmlDocument(root)).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<a b="c" n="1">text<e/><f/></a>\n')
})

test('no text becomes markup, and none breaks the document', () => {
  const text = `<b>&"'\u0000\u0001\ud800]]>\u{1f54a}`
  expect(xmlDocument(element('a', { t: text }, [text]))).toContain(
    '<a t="&lt;b&gt;&amp;&quot;&apos;]]&gt;🕊">&lt;b&gt;&amp;&quot;&apos;]]&gt;🕊</a>'
  )
})
