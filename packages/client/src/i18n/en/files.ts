/** The files of a video, on the page that edits it. */
export const files = {
  'edit.tab.files': 'Files',
  'edit.tab.remove-file': 'Remove a file',
  'edit.done.fileRemoved': 'The file is removed.',
  'edit.done.remade': 'The qualities are being made anew.',
  'edit.done.retried': 'It is tried again.',
  'edit.files.refused': 'Nothing was changed',
  'edit.fault.fileNeeded':
    'This file is needed: the qualities are being made of it, or it is all there is of the video.',
  'edit.fault.fileLast':
    'This is the last quality: without it, there is nothing to watch. To take the video away, delete it as a whole.',
  'edit.fault.fileGone': 'This file is not there any more.',
  'edit.fault.remake': 'This video is being prepared already, or no file of it is left to make qualities of.',
  'edit.fault.retry': 'There is nothing to try again: the last preparation did not fail.',

  'edit.files.total': 'On the server, they take {size} together.',
  'edit.files.totalKept': 'On the server, they and the file that was sent take {size} together.',
  'edit.files.none': 'No quality is ready yet.',
  'edit.files.qualities': 'Qualities',
  'edit.files.sound': 'Sound alone',
  'edit.files.picture': '{width} × {height}',
  'edit.files.fps': '{fps} pictures each second',
  'edit.files.source': 'The file that was sent',
  'edit.files.sentAt': 'Sent on {date}.',
  'edit.files.kept': 'It is kept on the server.',
  'edit.files.notKept': 'It is not kept: only what was made of it is.',
  'edit.files.download': 'Download',
  'edit.files.downloadNamed': 'Download: {name}',
  'edit.files.remove': 'Remove…',
  'edit.files.removeNamed': 'Remove: {name}…',
  'edit.files.last': 'The last quality cannot be removed, nor can all of them at once: nothing would be left to watch.',
  'edit.files.lastLink': 'Delete the whole video',

  'edit.remove.title': 'Remove “{name}”?',
  'edit.remove.rendition':
    'This frees {size}. Viewers who chose this quality get another one. To have it again, all qualities must be made anew.',
  'edit.remove.source':
    'This frees {size}. Viewers see no difference. But qualities that are made anew will be made of the best one that is left, and look a little worse.',
  'edit.remove.yes': 'Remove it for good',
  'edit.remove.no': 'Keep it',

  'edit.files.preparing': 'This video is being prepared',
  'edit.files.meanwhile': 'Viewers see it as it was until everything is ready.',
  'edit.files.failedMeanwhile': 'Viewers go on seeing it as it was.',
  'edit.files.again': 'Show what there is now',

  'edit.remake': 'Make the qualities anew',
  'edit.remake.ofSource':
    'All qualities are made again of the file that was sent: when one is missing or broken, or since other qualities were chosen for this server. It takes a while; viewers see the present ones until then.',
  'edit.remake.ofRendition':
    'All qualities are made again of the best one there is, as the file that was sent is not kept: they will look a little worse. It takes a while; viewers see the present ones until then.',
  'edit.remake.wait': 'It can be asked once this video is prepared.',
  'edit.remake.settings': 'Choose which qualities are made',

  'edit.replace': 'Replace the file',
  'edit.replace.text':
    'For a mended sound, a better picture, a mistake that was cut out. The address, the comments and the figures stay. So do the picture, the captions and the chapters: look afterwards whether they still fit.',
  'edit.replace.meanwhile':
    'Viewers see the present file until the new one is ready. Then the former one is gone for good.',
  'edit.replace.off.title': 'Files cannot be replaced on this server',
  'edit.replace.off.text': 'Its administrators have not turned it on. Ask them, or send the file as a new video.',
  'edit.replace.off.admin': 'Turn it on in the configuration',
  'edit.replace.wait': 'It can be replaced once this video is prepared.',
  'edit.replace.needsScript':
    'Replacing a file needs JavaScript: large files are sent in pieces, so that a lost connection loses nothing. Please turn it on for this page.',
  'edit.replace.drop': 'Drop the new file here',
  'edit.replace.choose': 'Choose a file',
  'edit.replace.upTo': 'A video or sound file of any usual kind, up to {size}.',
  'edit.replace.sure': 'This file takes the place of the present one.',
  'edit.replace.resumes': 'A part of it was already sent: it will go on from there.',
  'edit.replace.send': 'Replace the file',
  'edit.replace.other': 'Choose another file',
  'edit.replace.cancel': 'Cancel',
  'edit.replace.done': 'The new file is there'
} as const
