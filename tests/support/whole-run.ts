/** `COLOMBIER_TESTS=whole`: the longest tests try all that they can, where an everyday run tries each kind once. */
export const IS_WHOLE = process.env['COLOMBIER_TESTS'] === 'whole'
