/** JSON Feed 1 (jsonfeed.org), with what PeerTube 6.3 puts in it. Pure. */
import { type Feed, type FeedItem, filesOf } from './feed.ts'

export function toJsonFeed(feed: Feed) {
  return {
    version: 'https://jsonfeed.org/version/1',
    title: feed.title,
    home_page_url: feed.link,
    feed_url: feed.selfUrl,
    description: feed.description,
    icon: feed.image.pictureUrl ?? feed.image.iconUrl,
    ...(feed.author && { author: feed.author }),
    items: feed.items.map(toItem)
  }
}

function toItem(item: FeedItem) {
  const { link, html, title, summary, at, author, category, video } = item
  return {
    id: link,
    content_html: html,
    url: link,
    title,
    ...(summary && { summary }),
    ...(video && {
      image: video.previewUrl,
      attachments: filesOf(video).map(({ fileUrl, size }) => ({
        title,
        url: fileUrl,
        size_in_bytes: size,
        mime_type: 'video/mp4',
        duration_in_seconds: video.duration
      }))
    }),
    date_modified: at.toISOString(),
    author,
    ...(category && { tags: [category] })
  }
}
