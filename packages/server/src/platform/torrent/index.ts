export type { EngineFigures, EngineOptions, IceServer, WantedTorrent, Wish } from './contract.ts'
export { type Engine, type EngineHooks, openEngine } from './engine.ts'
export { forgetFile, isWhole, partOf } from './file-store.ts'
