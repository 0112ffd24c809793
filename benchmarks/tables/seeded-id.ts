/** A uuid that every process of a run can name without being told. */
export function seededId(kind: string, n: number): string {
  return `${kind.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`
}

/** A version 1 uuid of the same sort; a higher `n` is later. */
export function seededTimeId(n: number): string {
  return `${String(n).padStart(8, '0')}-0000-1000-8000-000000000000`
}

/** `n` of them. */
export function seededIds(kind: string, n: number): readonly string[] {
  return Array.from({ length: n }, (_, i) => seededId(kind, i))
}
