/** Draws that are the same for the same seed and purpose, so that a run can be repeated. */
export type Chance = ReturnType<typeof chance>

/** @param purpose keeps draws apart: more of one kind do not change those of another */
export function chance(seed: number, purpose: string) {
  let state = hash(`${seed} ${purpose}`)

  /** From 0 up to, but not including, 1; mulberry32. */
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number, both ends included. */
  function between(low: number, high: number): number {
    return low + Math.floor(next() * (high - low + 1))
  }

  function is(probability: number): boolean {
    return next() < probability
  }

  function pick<Choice>(choices: readonly [Choice, ...Choice[]]): Choice {
    return choices[between(0, choices.length - 1)] ?? choices[0]
  }

  function shuffle<Card>(cards: readonly Card[]): readonly Card[] {
    const left = [...cards]
    return cards.flatMap(() => left.splice(between(0, left.length - 1), 1))
  }

  return { next, between, is, pick, shuffle }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193)
  return value
}
