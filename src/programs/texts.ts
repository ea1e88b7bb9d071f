import { readdirSync, readFileSync } from 'node:fs'
import type { Program } from '../domain/program.ts'

/** The texts of a program that comes with Plaudit, from its folder: a JSON file for each of the 34 languages.
 *  @param folder such as 'fasttrack' */
export function textsOf(folder: string): Program['texts'] {
  const directory = new URL(`${folder}/`, import.meta.url)
  const files = readdirSync(directory).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(
    files.map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(new URL(name, directory), 'utf8'))]),
  )
}
