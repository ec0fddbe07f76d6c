import { useEffect, useState } from 'preact/hooks'
import { authorise, type PlayerSource } from '../source.ts'
import { type Cue, readCues } from './cues.ts'

/** @returns Null while they are fetched. */
export function useCues({ captions, mediaQuery }: PlayerSource, language: string): readonly Cue[] | 'failed' | null {
  const [cues, setCues] = useState<readonly Cue[] | 'failed' | null>(null)
  useEffect(() => {
    const file = captions.find(known => known.language === language)
    const abort = new AbortController()
    setCues(null)
    fetchText(authorise(file?.url ?? '', mediaQuery), abort.signal).then(
      text => setCues(readCues(text)),
      () => {
        if (!abort.signal.aborted) setCues('failed')
      }
    )
    return () => abort.abort()
  }, [language])
  return cues
}

async function fetchText(url: string, signal: AbortSignal): Promise<string> {
  const answer = await fetch(url, { signal })
  if (!answer.ok) throw new Error(`Captions: ${answer.status}`)
  return answer.text()
}
