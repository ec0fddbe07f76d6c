/** The lists of pages beside a member's or an administrator's page. */
export const sections = {
  'section.library': 'My space',
  'section.admin': 'Administration',
  'section.studio': 'My videos',
  'section.account': 'My account',
  'section.watching': 'What I watch',
  'section.server': 'The server',
  'section.network': 'Other servers'
} as const
