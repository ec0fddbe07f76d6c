export { type WatchedWordsDeps, watchedWordsRoutes } from './routes.ts'
export { type AutomaticTag, type Judgement, judgeText } from './tag-text.ts'
