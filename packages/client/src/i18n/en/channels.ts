/** A member's channels. */
export const channels = {
  'channels.title': 'My channels',
  'channels.intro': 'Videos are published in a channel. Others subscribe to it, on this server and on others.',
  'channels.make': 'Make a channel',
  'channels.change': 'Change',
  'channels.changeNamed': 'Change {name}',
  'channels.back': 'All my channels',
  'channels.see': 'See it as others do',
  'channels.displayName': 'Name that others see',
  'channels.name': 'Name in addresses',
  'channels.nameHint':
    'Letters without accents, digits, dots and underscores. It stays for good: others follow name@{host}.',
  'channels.description': 'What it is about',
  'channels.descriptionHint': 'Three characters at least, or nothing.',
  'channels.support': 'How to support you',
  'channels.supportHint': 'Shown under the videos of the channel: an address for gifts, a way to join.',
  'channels.save': 'Save',
  'channels.avatar': 'Picture',
  'channels.banner': 'Banner',
  'channels.fault.name':
    'This name cannot be in an address: use letters without accents, digits, dots and underscores.',
  'channels.fault.taken': 'This name is taken, or was. Choose another one.',
  'channels.fault.displayName': 'Write a name of at most 120 characters.',
  'channels.fault.description': 'Write 3 to 1,000 characters, or nothing.',
  'channels.fault.support': 'Write 3 to 1,000 characters, or nothing.',
  'channels.delete': 'Delete this channel',
  'channels.deleteOnly': 'It is your only one, and videos need a channel: make another one first.',
  'channels.videos': { one: '{count} video', other: '{count} videos' },
  'channels.loses': { one: '{count} video would be lost.', other: '{count} videos would be lost.' },
  'channels.deleteText':
    'Its videos go with it: files, comments and figures, here and on the servers that follow it. Nobody can bring them back, and its name cannot be used again.',
  'channels.deleteName': 'Type its name in addresses, {name}, to confirm',
  'channels.deleteFault': 'Nothing was deleted: this is not its name.',
  'channels.deleteYes': 'Delete the channel and its videos'
} as const
