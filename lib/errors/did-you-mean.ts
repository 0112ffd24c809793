/** ` Did you mean 'x'?` for the candidate nearest to what was written, or an empty text when none is near. */
export function didYouMean(written: string, candidates: Iterable<string>): string {
  let nearest: string | undefined
  let best = Math.max(2, Math.floor(written.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = distanceOf(written.toLowerCase(), candidate.toLowerCase())
    if (distance < best) {
      best = distance
      nearest = candidate
    }
  }
  return nearest === undefined ? '' : ` Did you mean '${nearest}'?`
}

/** How far apart two names are; one that begins the other is as near as a slip of the finger. */
function distanceOf(written: string, candidate: string): number {
  return written.length >= 3 && candidate.startsWith(written) ? 1 : editDistance(written, candidate)
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const substituted = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min(previous[j]! + 1, current[j - 1]! + 1, substituted))
    }
    previous = current
  }
  return previous[b.length]!
}

/** Whether a name is another one with one slip of the finger: a letter too many, too few, wrong, or two changed places. */
export function isSlipOf(written: string, name: string): boolean {
  const [a, b] = [written.toLowerCase(), name.toLowerCase()]
  if (Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 1) return false
  const distance = editDistance(a, b)
  return distance < 2 || (distance === 2 && sortedLetters(a) === sortedLetters(b))
}

function sortedLetters(name: string): string {
  return [...name].sort().join('')
}
