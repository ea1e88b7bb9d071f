import type { Language } from './languages.ts'

/** Languages whose texts were read and approved by somebody who grew up with them, or were written in them. */
const reviewed: readonly Language[] = ['en-US']

/** How far the texts of a language are: a draft is complete and checked, but no native speaker has read it yet. */
export function statusOf(language: Language): 'draft' | 'reviewed' {
  return reviewed.includes(language) ? 'reviewed' : 'draft'
}
