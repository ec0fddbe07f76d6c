import type { Operations } from '../access.ts'

export const CONFIGURATION_OPERATIONS = {
  getCustomConfig: { on: 'GET /config/custom', access: 'administrator', summary: 'Get the settings' },
  putCustomConfig: { on: 'PUT /config/custom', access: 'administrator', summary: 'Change settings' },
  delCustomConfig: {
    on: 'DELETE /config/custom',
    access: 'administrator',
    summary: 'Go back to the settings of the environment'
  },
  getInstanceHomepage: {
    on: 'GET /custom-pages/homepage/instance',
    access: 'anyone',
    summary: 'Get the text of the home page, in Markdown'
  },
  updateInstanceHomepage: {
    on: 'PUT /custom-pages/homepage/instance',
    access: 'administrator',
    summary: 'Write the home page'
  }
} as const satisfies Operations
