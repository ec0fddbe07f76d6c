/** What moderators find on the page of a video. */
export const moderate = {
  'moderate.title': 'Moderate this video',
  'moderate.blocked': 'Blocked: only its owner and moderators see it.',
  'moderate.blockedFor': 'Blocked: only its owner and moderators see it. Reason: {reason}',
  'moderate.edit': 'Edit it',
  'moderate.reports': 'Reports about it',
  'moderate.mute': 'Mute',
  'moderate.muteNamed': 'Mute {name} for everybody…'
} as const
