import { expect, test } from 'vitest'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { describeConfig } from './server-config.ts'

const FACTS = { version: '1.0.0', hasMail: false, hasHomepage: false, isFull: false, avatars: [], banners: [] }

test.each([
  ['ask', false, true],
  ['on', true, true],
  ['off', false, false]
] as const)('with consent %s, clients take part unasked: %s, and report: %s', (consent, takesPart, reports) => {
  const { defaults, openTelemetry } = describeConfig(someSettings({ p2p: { consent } }).current(), FACTS)
  expect(defaults.p2p).toEqual({ webapp: { enabled: takesPart }, embed: { enabled: takesPart } })
  expect(openTelemetry.metrics).toEqual({ enabled: reports, playbackStatsInterval: 60_000 })
})
