/**
 * Typed with plain spaces, set with French ones: narrow and unbreakable before ; : ! ? and inside « ». Other languages
 * put no space there, so it is also right for words whose language nobody told.
 */
export function typeset(text: string): string {
  return text.replace(/ (?=[;:!?»])/g, '\u202f').replace(/« /g, '«\u202f')
}
