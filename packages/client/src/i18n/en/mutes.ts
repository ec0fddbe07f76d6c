/** Whom a member, or the server for everybody, does not want to see. */
export const mutes = {
  'mutes.member.title': 'Muted',
  'mutes.member.intro': 'Whom you no longer want to see. This is for you, and for what is written under your videos.',
  'mutes.server.title': 'Muted for everybody',
  'mutes.server.intro':
    'Whom nobody on this server sees, visitors included. Members can mute others for themselves besides.',
  'mutes.accounts': 'Accounts',
  'mutes.servers': 'Whole servers',
  'mutes.add.accounts': 'Mute somebody',
  'mutes.add.servers': 'Mute a server',
  'mutes.member.accounts.what':
    'Their videos leave your lists and searches, you no longer see their comments, and nobody sees those they write under your videos. Nothing tells you of them, and they are not told.',
  'mutes.member.servers.what':
    'Videos and comments of everybody there leave your lists and searches, and nobody sees what they write under your videos. Nobody is told.',
  'mutes.server.accounts.what':
    'Their videos leave all lists and searches, and their comments are hidden. They are not told. A member of this server can still sign in: block the account to prevent that.',
  'mutes.server.servers.what':
    'Videos and comments of everybody there are hidden, and nothing that comes from there is taken any more. What it already got of yours stays there. You can undo it; what was sent meanwhile is lost.',
  'mutes.who.accounts': 'Name, or address of their page',
  'mutes.who.servers': 'Name of the server, or an address there',
  'mutes.hint.accounts': 'For example eve@videos.example; the name alone for members of this server.',
  'mutes.hint.servers': 'For example videos.example.',
  'mutes.do': 'Mute',
  'mutes.since': 'Since {date}',
  'mutes.empty.accounts': 'Nobody is muted',
  'mutes.empty.servers': 'No server is muted',
  'mutes.emptyText': 'Good so. When you mute one, it is listed here, and can be shown again.',
  'mutes.fault.accounts.invalid': 'This is no name of an account.',
  'mutes.fault.accounts.taken': 'That is you.',
  'mutes.fault.accounts.gone': 'This server knows nobody of that name. Look for their page with the search first.',
  'mutes.fault.accounts.refused': 'You may not mute this account.',
  'mutes.fault.servers.invalid': 'This is no name of a server.',
  'mutes.fault.servers.taken': 'That is this server.',
  'mutes.fault.servers.gone': 'This server is not known.',
  'mutes.fault.servers.refused': 'You may not mute this server.',
  'form.done.muted': 'Muted. You no longer see what comes from there.',
  'form.done.unmuted': 'Shown again.'
} as const
