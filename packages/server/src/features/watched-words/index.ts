export { type WatchedWordsDeps, watchedWordsRoutes } from './routes.ts'
export { type AutomaticTag, type Judgement, judgeText, tagVideo } from './tag-text.ts'
