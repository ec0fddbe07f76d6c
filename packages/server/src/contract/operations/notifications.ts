import type { Operations } from '../access.ts'

export const NOTIFICATION_OPERATIONS = {
  getMyNotifications: {
    on: 'GET /users/me/notifications',
    access: 'member',
    summary: 'List what I was told; with withOwnTypes=true also what PeerTube has no type for'
  },
  readMyNotifications: {
    on: 'POST /users/me/notifications/read',
    access: 'member',
    summary: 'Say that I have read some notifications'
  },
  readAllMyNotifications: {
    on: 'POST /users/me/notifications/read-all',
    access: 'member',
    summary: 'Say that I have read all notifications'
  },
  updateMyNotificationSettings: {
    on: 'PUT /users/me/notification-settings',
    access: 'member',
    summary: 'Choose what I am told, on the web and by e-mail'
  }
} as const satisfies Operations
