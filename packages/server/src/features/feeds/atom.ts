/** Atom (RFC 4287). Pure. */
import { element, type XmlElement, type XmlNode, xmlDocument } from '../../platform/xml.ts'
import { type Feed, type FeedItem, type FeedPerson, filesOf, GENERATOR, lastChange } from './feed.ts'

export function toAtom(feed: Feed): string {
  const { title, link, description, selfUrl, author, image, items } = feed
  return xmlDocument(
    element('feed', { xmlns: 'http://www.w3.org/2005/Atom' }, [
      text('id', selfUrl),
      text('title', title),
      text('updated', lastChange(feed).toISOString()),
      text('generator', GENERATOR),
      author && person(author),
      element('link', { rel: 'alternate', href: link }),
      element('link', { rel: 'self', href: selfUrl }),
      text('subtitle', description),
      image.pictureUrl && text('logo', image.pictureUrl),
      text('icon', image.iconUrl),
      ...items.map(toEntry)
    ])
  )
}

function toEntry({ title, link, at, summary, html, author, category, video }: FeedItem): XmlElement {
  const file = video && filesOf(video)[0]
  return element('entry', {}, [
    text('title', title),
    text('id', link),
    element('link', { rel: 'alternate', href: link }),
    file && element('link', { rel: 'enclosure', type: 'video/mp4', length: file.size, href: file.fileUrl }),
    text('updated', at.toISOString()),
    summary && text('summary', summary),
    element('content', { type: 'html' }, [html]),
    person(author),
    category && element('category', { term: category, label: category })
  ])
}

const text = (name: string, value: XmlNode) => element(name, {}, [value])
const person = ({ name, url }: FeedPerson) => element('author', {}, [text('name', name), url && text('uri', url)])
