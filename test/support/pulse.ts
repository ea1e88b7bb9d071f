import { readFileSync } from 'node:fs'

/** A program that is JSON and nothing else. */
export const pulse = JSON.parse(readFileSync(new URL('../programs/pulse.json', import.meta.url), 'utf8'))
