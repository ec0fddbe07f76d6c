import { expect, test } from 'vitest'
import { dataBlock } from './data-block.ts'

test('no title can close the element or open a comment in it', () => {
  const value = { name: '</script><script>alert(1)</script><!-- \u2028 &amp;' }
  const written = dataBlock(value)
  expect(written).not.toMatch(/[<>&\u2028]/)
  expect(JSON.parse(written)).toEqual(value)
})
