/** The light build has no types of its own; its interface is a part of the full one's. */
declare module 'hls.js/light' {
  export * from 'hls.js'
  export { default } from 'hls.js'
}
