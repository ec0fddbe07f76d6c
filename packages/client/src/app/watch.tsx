import { startWatching } from './start-watching.tsx'

startWatching()
