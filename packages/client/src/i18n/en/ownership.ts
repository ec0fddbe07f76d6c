/** Videos that pass from one member to another. */
export const ownership = {
  'ownership.title': 'Offered videos',
  'ownership.intro.received':
    'Videos that another member would pass on to you. One that you accept is yours: they cannot change it any more.',
  'ownership.intro.sent': 'Videos that you would pass on to another member. They stay yours until they are accepted.',
  'ownership.received': 'To me',
  'ownership.sent': 'By me',
  'ownership.empty.received': 'No video was offered to you',
  'ownership.emptyText.received': 'Others offer theirs on the page where they edit them.',
  'ownership.empty.sent': 'You have offered no video',
  'ownership.emptyText.sent': 'To offer one, edit it among your videos, and choose “Owner”.',
  'ownership.from.received': 'Offered by {name} (@{handle}), {date}',
  'ownership.from.sent': 'Offered to {name} (@{handle}), {date}',
  'ownership.status.WAITING': 'Waiting',
  'ownership.status.ACCEPTED': 'Accepted',
  'ownership.status.REFUSED': 'Refused',
  'ownership.channel': 'Into the channel',
  'ownership.accept': 'Accept',
  'ownership.acceptNamed': 'Accept {name}',
  'ownership.refuse': 'Refuse',
  'ownership.refuseNamed': 'Refuse {name}',
  'ownership.withdraw': 'Withdraw',
  'ownership.withdrawNamed': 'Withdraw the offer of {name}',
  'ownership.full': 'There is no room for it in your space: delete something, or ask an administrator for more.',

  'edit.give.text':
    'Another member of this server can have this video: with its comments and figures, in a channel of theirs. You can then neither change it nor delete it.',
  'edit.give.username': 'Whom to offer it to',
  'edit.give.hint': 'The name with which they sign in.',
  'edit.give.send': 'Offer the video',
  'edit.give.sent': 'What I have offered'
} as const
