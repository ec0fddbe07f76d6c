/** Whether the line may be used for others: not where every byte is paid for. */
import { connectionOf } from '../connection.ts'

export function isLineFree(navigator: Navigator): boolean {
  const connection = connectionOf(navigator)
  return connection?.saveData !== true && connection?.type !== 'cellular'
}

/** @returns Ends it. */
export function onLineChange(navigator: Navigator, listener: () => void): () => void {
  const connection = connectionOf(navigator)
  connection?.addEventListener?.('change', listener)
  return () => connection?.removeEventListener?.('change', listener)
}

/** Viewers meet over WebRTC, and what they send is checked by digests: both are missing in some browsers and frames. */
export function canShare(): boolean {
  return typeof RTCPeerConnection === 'function' && typeof WebSocket === 'function' && crypto.subtle !== undefined
}
