import type { Operations } from '../access.ts'

export const WATCHED_WORDS_OPERATIONS = {
  getAccountWatchedWords: {
    on: 'GET /watched-words/accounts/{accountName}/lists',
    access: 'owner',
    summary: 'List the words I watch for under my videos'
  },
  addAccountWatchedWords: {
    on: 'POST /watched-words/accounts/{accountName}/lists',
    access: 'owner',
    summary: 'Watch for words under my videos'
  },
  updateAccountWatchedWords: {
    on: 'PUT /watched-words/accounts/{accountName}/lists/{listId}',
    access: 'owner',
    summary: 'Change a list of words I watch for'
  },
  deleteAccountWatchedWords: {
    on: 'DELETE /watched-words/accounts/{accountName}/lists/{listId}',
    access: 'owner',
    summary: 'Watch for a list of words no longer'
  },
  getServerWatchedWords: {
    on: 'GET /watched-words/server/lists',
    access: 'moderator',
    summary: 'List the words that moderators watch for'
  },
  addServerWatchedWords: {
    on: 'POST /watched-words/server/lists',
    access: 'moderator',
    summary: 'Watch for words everywhere'
  },
  updateServerWatchedWords: {
    on: 'PUT /watched-words/server/lists/{listId}',
    access: 'moderator',
    summary: 'Change a list of words that moderators watch for'
  },
  deleteServerWatchedWords: {
    on: 'DELETE /watched-words/server/lists/{listId}',
    access: 'moderator',
    summary: 'Watch for a list of words everywhere no longer'
  },
  getAccountAutomaticTags: {
    on: 'GET /automatic-tags/accounts/{accountName}/available',
    access: 'owner',
    summary: 'List the tags that comments under my videos can get by themselves'
  },
  getServerAutomaticTags: {
    on: 'GET /automatic-tags/server/available',
    access: 'moderator',
    summary: 'List the tags that comments can get by themselves for moderators'
  },
  getCommentPolicies: {
    on: 'GET /automatic-tags/policies/accounts/{accountName}/comments',
    access: 'owner',
    summary: 'List the tags that make comments wait for me'
  },
  updateCommentPolicies: {
    on: 'PUT /automatic-tags/policies/accounts/{accountName}/comments',
    access: 'owner',
    summary: 'Choose the tags that make comments wait for me'
  }
} as const satisfies Operations
