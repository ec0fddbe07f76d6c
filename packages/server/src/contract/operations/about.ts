import type { Operations } from '../access.ts'

export const ABOUT_OPERATIONS = {
  ping: { on: 'GET /ping', access: 'anyone', ignoresTokens: true, summary: 'Find out whether the server answers' },
  getConfig: { on: 'GET /config', access: 'anyone', ignoresTokens: true, summary: 'Learn what the server can do' },
  getInstanceStats: { on: 'GET /server/stats', access: 'anyone', summary: 'Count what is on the server' },
  updateClientLanguage: {
    on: 'POST /client-config/update-language',
    access: 'anyone',
    summary: 'Choose the language of the pages'
  },
  updateInterfaceLanguage: {
    on: 'POST /client-config/update-interface-language',
    access: 'anyone',
    summary: 'Choose the language of the pages'
  },
  getAbout: {
    on: 'GET /config/about',
    access: 'anyone',
    ignoresTokens: true,
    summary: 'Read what the server says of itself'
  }
} as const satisfies Operations
