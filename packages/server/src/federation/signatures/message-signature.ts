/** Signatures after RFC 9421. Fedify checks them; what they have to cover is asked here. Loaded with the first one. */
import { parseAcceptSignature, verifyRequestDetailed } from '@fedify/fedify/sig'
import type { Site } from '../../kernel/site.ts'
import type { RemoteActor } from '../deps.ts'
import { loadContext } from './contexts.ts'
import { unverified } from './signature-header.ts'
import type { Proof, SignedRequest } from './verify-request.ts'

/** @throws AppError `unauthenticated` */
export function readMessageSignature(request: SignedRequest, site: Site): Proof {
  const input = [request.headers['signature-input'] ?? ''].flat().join(', ')
  const [member, ...others] = parseAcceptSignature(input)
  if (!member) throw unverified('The signature cannot be read.')
  if (others.length > 0) throw unverified('This request carries several signatures.')
  assertCovered(member.components)
  const { keyid: keyId } = member.parameters
  if (!keyId) throw unverified('The signature does not tell its keyid.')
  return { keyId, isBy: signer => isValid(request, site, { keyId, signer }) }
}

type Components = ReturnType<typeof parseAcceptSignature>[number]['components']

function assertCovered(components: Components): void {
  // With parameters a component means a part of it, or something of another message.
  const names = new Set(components.filter(({ params }) => Object.keys(params).length === 0).map(({ value }) => value))
  const hasAddress =
    names.has('@target-uri') || (names.has('@authority') && (names.has('@path') || names.has('@request-target')))
  if (!hasAddress) throw unverified('The signature does not cover the address.')
  for (const name of ['@method', 'content-digest'])
    if (!names.has(name)) throw unverified(`The signature does not cover ${name}.`)
}

/** The address is made from our own name, so that what was signed for another host is not valid. */
async function isValid(
  { method, target, headers, body }: SignedRequest,
  { origin }: Site,
  { keyId, signer }: { keyId: string; signer: RemoteActor }
): Promise<boolean> {
  const document = {
    '@context': 'https://w3id.org/security/v1',
    id: keyId,
    type: 'CryptographicKey',
    owner: signer.url,
    publicKeyPem: signer.publicKeyPem
  }
  const entries = Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')])
  const request = new Request(origin + target, {
    method,
    headers: Object.fromEntries(entries) as Record<string, string>,
    body: new Uint8Array(body)
  })
  const { verified } = await verifyRequestDetailed(request, {
    spec: 'rfc9421',
    timeWindow: { hours: 1 },
    contextLoader: loadContext,
    documentLoader: async () => ({ contextUrl: null, documentUrl: keyId, document })
  })
  return verified
}
