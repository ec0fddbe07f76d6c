/**
 * JSON to be written inside a `<script>` element that is not run (data, JSON-LD).
 *
 * `<` would let a title close the element or open a comment in it; the two separators end a line in old parsers.
 */
export function dataBlock(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, found => {
    return `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
