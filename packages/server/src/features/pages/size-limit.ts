/** A limit as pages tell it: null for none, which settings write as a number below zero. */
export const limitOf = (bytes: number): number | null => (bytes < 0 ? null : bytes)
