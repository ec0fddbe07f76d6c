import { defineConfig } from 'vitest/config'

/** Whole servers, browsers and ffmpeg at work: each of these files gets the machine for itself. */
const HEAVY = ['tests/{bench,clients,contract,crash,docker,e2e,federation,media,p2p}/**/*.test.ts']
const root = new URL('..', import.meta.url).pathname

export default defineConfig({
  test: {
    root,
    globalSetup: 'tests/support/global-setup.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Most tests of whole servers take seconds: only what stands out among them is named.
    slowTestThreshold: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'light',
          include: [
            'packages/*/src/**/*.test.{ts,tsx}',
            'packages/server/bootstrap/**/*.test.ts',
            'tests/**/*.test.ts'
          ],
          exclude: HEAVY,
          maxWorkers: 2,
          sequence: { groupOrder: 0 }
        }
      },
      {
        extends: true,
        test: { name: 'heavy', include: HEAVY, fileParallelism: false, sequence: { groupOrder: 1 } }
      }
    ]
  }
})
