export const accessibility = {
  'accessibility.link': 'Accessibility: not yet audited',
  'accessibility.title': 'Accessibility statement',
  'accessibility.lead': '{name} wants to be usable by everybody, whatever they see, hear or can do with their hands.',
  'accessibility.scope': 'This statement is about {address}, all its pages and its player.',
  'accessibility.state': 'State of conformity',
  'accessibility.state.text':
    'The yardsticks are RGAA 4.1 and WCAG 2.2, level AA. Nobody has audited this site yet. As long as there is no audit, French law calls a site not conforming, and so it is declared here, although the checks below find no fault.',
  'accessibility.known': 'What is known not to conform',
  'accessibility.known.text':
    'If one of these bars your way, write to us: we will give you the content in another form.',
  'accessibility.known.captions': 'Videos without captions: whoever publishes a video decides whether it has them.',
  'accessibility.known.description': 'Videos without audio description, and without a text that tells what they show.',
  'accessibility.known.remote':
    'Videos, comments and pictures from other servers: we show them as their authors made them.',
  'accessibility.known.people':
    'People who use a screen reader or other aids have not tried these pages yet; a program cannot tell what they would.',
  'accessibility.tested': 'How it is checked',
  'accessibility.tested.text': 'With every change of the software, in the browser Chromium:',
  'accessibility.tested.axe':
    'The program axe-core examines a sample of every kind of page in its states, as a visitor and as an administrator, in French and in English, and finds nothing.',
  'accessibility.tested.themes': 'The contrast of texts is measured in the light and in the dark theme.',
  'accessibility.tested.narrow':
    'On a screen 320 pixels wide, which is what a zoom of 400 % makes of a desk screen, no page has to be scrolled sideways.',
  'accessibility.tested.scripts':
    'To look around, search, sign up, comment, rate and subscribe works without JavaScript.',
  'accessibility.tested.player':
    'The player, its captions and its transcript are used by keyboard alone, and by finger on a small screen, where nothing to press is lower or narrower than 44 pixels. In Firefox, too, the player is used by keyboard.',
  'accessibility.contact': 'Tell us, and get the content otherwise',
  'accessibility.contact.text':
    'If you cannot reach something, tell those who run this site; they can send it to you in another form. Who they are:',
  'accessibility.appeal': 'If nothing comes of it',
  'accessibility.appeal.text':
    'In France, if you told us of a fault and got no satisfying answer, you may turn to the Défenseur des droits: by the form on defenseurdesdroits.fr, by telephone at 09 69 39 00 00, or by post, without a stamp: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.'
} as const
