/** @param maxBytes Null for no limit. */
export const exceeds = ({ size }: Pick<File, 'size'>, maxBytes: number | null): boolean =>
  maxBytes !== null && size > maxBytes
