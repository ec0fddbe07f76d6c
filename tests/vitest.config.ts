import { defineConfig } from 'vitest/config'

/** Whole servers that mostly wait for each other: two of these files share the machine. */
const PAIRED = [
  'tests/{clients,contract,crash,docker,federation}/**/*.test.ts',
  'tests/e2e/{archive,joining,journeys,pages,player,player-elsewhere,sending,team,visit}.test.ts',
  'tests/media/{interrupted,process}.test.ts',
  'tests/p2p/**/*.test.ts'
]
/** Browsers that must not stall, and ffmpeg at full speed: each gets it for itself. */
const ALONE = ['tests/{e2e,media}/**/*.test.ts']
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
          exclude: [...PAIRED, ...ALONE],
          maxWorkers: 2,
          sequence: { groupOrder: 0 }
        }
      },
      { extends: true, test: { name: 'paired', include: PAIRED, maxWorkers: 2, sequence: { groupOrder: 1 } } },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ALONE,
          exclude: PAIRED,
          fileParallelism: false,
          sequence: { groupOrder: 2 }
        }
      }
    ]
  }
})
