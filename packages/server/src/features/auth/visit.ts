import type { Request } from 'express'
import { anonymousAddress } from '../../platform/anonymous-address.ts'

/** Where and with what somebody comes, as far as it is kept. */
export interface Visit {
  /** Without its last part. */
  readonly address: string
  /** What the program calls itself. */
  readonly device: string
}

const DEVICE_LENGTH_MAX = 255

export function visitOf(req: Request): Visit {
  return {
    address: anonymousAddress(req.ip),
    device: (req.get('User-Agent') ?? '').replaceAll('\0', '').slice(0, DEVICE_LENGTH_MAX)
  }
}
