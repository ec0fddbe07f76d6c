/**
 * webrtc-polyfill does not say when every address has been gathered, so that whoever waits for it waits out a limit of
 * five seconds for each connection. Browsers say it by a candidate that is null.
 */
import { RTCPeerConnection } from 'webrtc-polyfill'

interface Connection extends EventTarget {
  readonly iceGatheringState: string
  onicecandidate: ((event: { candidate: null }) => void) | null
}

const { prototype } = RTCPeerConnection as { prototype: Connection }

prototype.dispatchEvent = function (this: Connection, event: Event): boolean {
  const isUncancelled = EventTarget.prototype.dispatchEvent.call(this, event)
  if (event.type === 'icegatheringstatechange' && this.iceGatheringState === 'complete')
    this.onicecandidate?.({ candidate: null })
  return isUncancelled
}
