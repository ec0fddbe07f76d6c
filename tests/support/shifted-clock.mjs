// Preloaded into a server whose clock is to be wrong: CLOCK_SHIFT_MS is how much it is fast.
const shiftMs = Number(process.env.CLOCK_SHIFT_MS ?? 0)
const TrueDate = Date

globalThis.Date = class extends TrueDate {
  constructor(...values) {
    if (values.length === 0) super(TrueDate.now() + shiftMs)
    else super(...values)
  }
  static now() {
    return TrueDate.now() + shiftMs
  }
}
