import { readFileSync } from 'node:fs'
import type { Program } from '../domain/program.ts'
import { languages } from '../locales/languages.ts'

/** The texts of a program that comes with Plaudit, from its folder: a JSON file for each of the 34 languages.
 *  @param folder such as 'fasttrack' */
export function textsOf(folder: string): Program['texts'] {
  const file = (language: string) => new URL(`${folder}/${language}.json`, import.meta.url)
  return Object.fromEntries(languages.map((language) => [language, JSON.parse(readFileSync(file(language), 'utf8'))]))
}
