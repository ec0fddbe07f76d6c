/** One’s own videos. */
export const studio = {
  'mine.title': 'My videos',
  'mine.empty.title': 'No video yet',
  'mine.empty.text': 'What you send appears here, with its state.',
  'mine.published': 'Published',
  'mine.preparing': 'Being prepared',
  'mine.failed': 'Failed',
  'mine.delete': 'Delete',
  'mine.deleteVideo': 'Delete {name}',
  'mine.retryVideo': 'Try {name} again',
  'mine.confirm.title': 'Delete this video?',
  'mine.confirm.text': '“{name}” and its files disappear for good. Nobody can bring them back.',
  'mine.confirm.yes': 'Delete for good',
  'mine.confirm.no': 'Keep it',
  'mine.deleted': '“{name}” is deleted.',
  'mine.error': 'That did not work. Reload the page and try again.'
} as const
