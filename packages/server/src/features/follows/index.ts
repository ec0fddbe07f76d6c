export {
  answerWish,
  askAgain,
  beginReading,
  confirmWish,
  endFollow,
  type Follow,
  findFollow,
  listWishes,
  recordFollower,
  requestFollow,
  type Wish
} from './store.ts'
