/** PeerTube's embed API before a protected film is open: the page around may know its password, and give it. */
import { type Channel, openChannel, type Port, Refusal } from './channel.ts'

/** PeerTube's longest. */
const LENGTH_MAX = 100

/** @param give Sends it as the viewer would; what is right opens the film, whose own API then says that it is ready. */
export function servePasswordApi(port: Port, scope: string, give: (password: string) => void): Channel {
  return openChannel(port, scope, {
    isReady: () => false,
    setVideoPassword: password => {
      if (typeof password !== 'string' || password === '' || password.length > LENGTH_MAX)
        throw new Refusal('A password is wanted.')
      give(password)
    }
  })
}
