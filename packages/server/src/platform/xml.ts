/** Writes XML: elements are built, never glued together, so that no text can become markup. Pure. */

export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | number | boolean | null | undefined>>
  readonly children: readonly XmlNode[]
}

/** Texts are escaped; null and undefined are left out. */
export type XmlNode = XmlElement | string | number | null | undefined

/** Attributes without a value are left out. */
export function element(
  name: string,
  attributes: XmlElement['attributes'] = {},
  children: readonly XmlNode[] = []
): XmlElement {
  return { name, attributes, children }
}

export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root)}\n`
}

function write(node: XmlNode): string {
  if (node === null || node === undefined) return ''
  if (typeof node !== 'object') return escapeXml(String(node))
  const attributes = Object.entries(node.attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('')
  const inside = node.children.map(write).join('')
  return inside === '' ? `<${node.name}${attributes}/>` : `<${node.name}${attributes}>${inside}</${node.name}>`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Characters that XML 1.0 has no way to write are left out. */
function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
      .replace(/[&<>"']/g, character => ENTITIES[character]!)
  )
}
