/** What people say and think of a video. */
export const watch = {
  'video.from': 'on {host}',
  'video.chapters': 'Chapters',

  'transcript.title': 'Transcript',
  'transcript.search': 'Search in the transcript',
  'transcript.searchShort': 'Search',
  'transcript.language': 'Language of the transcript',
  'transcript.found': { one: '{count} passage', other: '{count} passages' },
  'transcript.loading': 'Loading the text…',
  'transcript.failed': 'The text could not be loaded. The files of the captions are here:',
  'transcript.empty': 'There is nothing to read in these captions.',
  'transcript.keys': 'Arrow keys lead from one passage to the next, Enter goes there in the film.',

  'opinion.like': { one: '{count} like', other: '{count} likes' },
  'opinion.dislike': { one: '{count} dislike', other: '{count} dislikes' },
  'opinion.subscribe': 'Subscribe',
  'opinion.unsubscribe': 'Unsubscribe',

  'talk.title': 'Comments',
  'talk.titleCount': { one: '{count} comment', other: '{count} comments' },
  'talk.closed': 'Comments are closed under this video.',
  'talk.signIn': 'Sign in to comment',
  'talk.write': 'Your comment',
  'talk.answer': 'Your answer',
  'talk.checked': 'Somebody reads comments here before everybody sees them.',
  'talk.send': 'Send',
  'talk.reply': 'Answer',
  'talk.delete': 'Delete',
  'talk.deleteSure': 'Delete this comment for good?',
  'talk.deleteYes': 'Yes, delete it',
  'talk.deleted': 'This comment was deleted.',
  'talk.owner': 'Author of the video',
  'talk.held': 'Waiting to be approved',
  'talk.pages': 'Pages of comments',
  'talk.newer': 'Newer',
  'talk.older': 'Older'
} as const
