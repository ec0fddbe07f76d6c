/** Words that are watched for. */
export const words = {
  'words.member.title': 'Watched words',
  'words.member.intro':
    'Comments under your videos in which one of these words stands are marked with the name of its list. Only you and the moderators see the mark. Below you choose which of them wait until you approve them.',
  'words.server.title': 'Watched words',
  'words.server.intro':
    'Videos and comments in which one of these words stands are marked with the name of its list. Only moderators see the mark, and can look for it; nothing is hidden by itself.',
  'words.how':
    'Whole words only, whatever their case and accents: “ete” finds “Été”, but not “étés”. What is there already is not looked through again.',
  'words.add': 'Make a list',
  'words.addDo': 'Make the list',
  'words.name': 'Name of the list',
  'words.nameHint': 'It is the mark: short and clear, “Advertising” for example.',
  'words.words': 'Words',
  'words.wordsHint': 'One word or expression on each line, 500 at most.',
  'words.count': { one: '{count} word', other: '{count} words' },
  'words.more': { one: 'and {count} more', other: 'and {count} more' },
  'words.change': 'Change',
  'words.later': 'This is for what is written from now on.',
  'words.remove': 'Delete the list “{name}”',
  'words.removeText': 'Its words are watched for no longer. Marks that were given stay.',
  'words.fault.name': 'There is a list of that name, or there are a hundred lists already.',
  'words.fault.words': 'Write one word at least, 500 at most, each of a hundred characters at most.',
  'words.hold': 'Comments that wait for you',
  'words.holdText':
    'A comment that waits is seen by its author, by you and by the moderators only. Approve it or delete it under the video, or on the page of all that wait.',
  'words.waiting': 'See those that wait',
  'words.holdLegend': 'Let comments wait',
  'words.link': 'with a link to another site',
  'words.ofList': 'with words of “{name}”',
  'words.holdDo': 'Save',
  'form.done.words-saved': 'The list is saved. It is watched for from now on.',
  'form.done.words-removed': 'The list is deleted.'
} as const
