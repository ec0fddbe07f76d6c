/** For who has just arrived: what this server is, and how one joins it. */
export const visitors = {
  'about.title': 'About {name}',
  'about.link': 'About',
  'about.videos': 'Videos',
  'about.views': 'Views',
  'about.comments': 'Comments',
  'about.users': 'Members',
  'about.size': 'Size of the videos',
  'about.description': 'Who we are',
  'about.creationReason': 'Why this server',
  'about.administrator': 'Who runs it',
  'about.terms': 'Terms of use',
  'about.codeOfConduct': 'Rules of conduct',
  'about.moderationInformation': 'How it is moderated',
  'about.maintenanceLifetime': 'How long it will be kept',
  'about.businessModel': 'How it is paid for',
  'about.hardwareInformation': 'Where it is hosted and backed up',
  'about.software': 'What it does with you',
  'about.softwareText':
    'This site runs on Colombier, free software. It plays nothing by itself, shows before play how much a video weighs, and works without JavaScript.',
  'about.dataText':
    'A page weighs less than 60 kB besides its pictures; the player, less than 180 kB more once you press play. Each video tells its weight for each quality before it is played, and “Listen only” fetches no more than the lightest. The foot of each page counts what your visit has received.',
  'about.privacyText':
    'It sets no cookie before you sign in, asks no other company for anything, and keeps no full address of its visitors in its logs.',
  'about.linked': 'Linked servers',
  'about.following': {
    one: '{count} server whose videos are shown here',
    other: '{count} servers whose videos are shown here'
  },
  'about.followers': {
    one: '{count} server that shows our videos',
    other: '{count} servers that show our videos'
  },

  'contact.title': 'Write to the team',
  'contact.intro': 'Your message goes by e-mail to the people who run {name}. Nobody else reads it.',
  'contact.closed': '{name} takes no messages here. Its page about itself may say whom to ask.',
  'contact.fromName': 'Your name',
  'contact.fromName.fault': 'A name is needed, of 120 characters at most.',
  'contact.fromEmail': 'Your e-mail address',
  'contact.fromEmail.hint': 'The answer goes there.',
  'contact.fromEmail.fault': 'This is no e-mail address.',
  'contact.subject': 'What it is about',
  'contact.subject.fault': 'A few words are needed, 120 characters at most.',
  'contact.body': 'Your message',
  'contact.body.fault': 'A few words are needed, 5,000 characters at most.',
  'contact.send': 'Send',

  'signUp.title': 'Create an account',
  'signUp.intro': 'An account on {name} lets you send videos, comment and follow channels.',
  'signUp.introApproval':
    'An account on {name} lets you send videos, comment and follow channels. Somebody of the team reads each request.',
  'signUp.closed': 'Accounts are made by the team of this server only. Ask them for yours.',
  'signUp.faulty': 'Something is not right yet. See below.',
  'signUp.username': 'User name',
  'signUp.hint.username': 'Small letters, digits, dots and underscores. It cannot be changed later.',
  'signUp.fault.username': 'This name cannot be used: small letters, digits, dots and underscores only.',
  'signUp.taken': 'Somebody has this name or this e-mail address already.',
  'signUp.email': 'E-mail address',
  'signUp.hint.email': 'Only the team sees it.',
  'signUp.fault.email': 'This is not an e-mail address.',
  'signUp.password': 'Password',
  'signUp.hint.password': 'At least 6 characters; several words make a good one.',
  'signUp.fault.password': 'At least 6 characters are needed.',
  'signUp.reason': 'Who are you, and what brings you here?',
  'signUp.hint.reason': 'For the team, who decides.',
  'signUp.fault.reason': 'A few words are needed.',
  'signUp.agreeTerms': 'I am at least {age} years old and agree to the terms of use.',
  'signUp.agreeAge': 'I am at least {age} years old.',
  'signUp.fault.agreed': 'This is needed to create an account.',
  'signUp.make': 'Create my account',
  'signUp.ask': 'Send my request',
  'signUp.outcome.made': 'Your account is ready. You can sign in.',
  'signUp.outcome.asked': 'Your request is sent. You will be told by e-mail when somebody has read it.',
  'signUp.outcome.asked-no-mail':
    'Your request is sent. This server sends no e-mail: come back and sign in, which works as soon as you are accepted, and tells you where your request stands until then.',
  'signUp.outcome.check-mail': 'Almost done: open the link in the e-mail that was just sent to you.'
} as const
