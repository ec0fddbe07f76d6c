/** Command line for two tracks that came apart; pure. */
import { INPUT_GUARDS, MEMORY_GUARD } from '../probe/limits.ts'
import type { FfmpegCommandLine } from './arguments.ts'

export function buildJoinCommandLine({ picture, sound, to }: Record<'picture' | 'sound' | 'to', string>) {
  const options = [...MEMORY_GUARD, ...INPUT_GUARDS]
  const maps = ['-map', '0:V:0', '-map', '1:a:0', '-map_metadata', '-1']
  return {
    inputs: [picture, sound].map(path => ({ path: `file:${path}`, options })),
    graph: null,
    outputs: [{ target: to, options: [...maps, '-c', 'copy', '-f', 'matroska'] }]
  } satisfies FfmpegCommandLine
}
