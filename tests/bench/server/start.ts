/** From `npm start` (without npm's own second) to the first answered request. */
import type { Table } from '../table.ts'
import { inDataFolder, launchServer } from './running.ts'

const STARTS = 5
const TARGET_SECONDS = 1.5
const PATHS = ['/api/v1/ping', '/']

export async function* measure(): AsyncGenerator<Table> {
  const starts = await inDataFolder(async place => {
    // Makes the database, and compiles what later starts find compiled.
    await (await launchServer(place, PATHS)).stop()
    const times: (readonly number[])[] = []
    for (let i = 0; i < STARTS; i++) {
      const server = await launchServer(place, PATHS)
      times.push(server.answeredMs)
      await server.stop()
    }
    return times
  })
  yield {
    title: `Start on an initialised data folder to the first answered request, ${STARTS} times, s`,
    columns: ['', 'fastest', 'median', 'slowest', 'target', 'met'],
    rows: PATHS.map((path, column) => {
      const seconds = starts.map(times => times[column]! / 1000).sort((a, b) => a - b)
      const median = seconds[Math.floor(STARTS / 2)]!
      const figures = [seconds[0]!, median, seconds.at(-1)!].map(value => value.toFixed(2))
      return [`GET ${path}`, ...figures, `<= ${TARGET_SECONDS}`, median <= TARGET_SECONDS ? 'yes' : 'NO']
    })
  }
}
