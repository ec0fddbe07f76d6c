import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['packages/*/src/**/*.test.{ts,tsx}', 'packages/server/bootstrap/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: 'tests/support/global-setup.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores are what the smallest server has, and ffmpeg takes both by itself.
    maxWorkers: 2
  }
})
