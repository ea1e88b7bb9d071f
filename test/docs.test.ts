import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Settings } from '../src/config.ts'
import { rightsTable } from './support/rightsTable.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const settings = Object.entries<object>(Settings.properties)

describe('the README', () => {
  it.each(settings)('lists the setting %s with its default', (name, schema) => {
    const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\` |`))

    expect(row).toContain('default' in schema ? `| \`${String(schema.default)}\` |` : '|')
  })
})

describe('docs/security.md', () => {
  it('[MX-09] shows what each role may do', () => {
    expect(readFileSync(new URL('../docs/security.md', import.meta.url), 'utf8')).toContain(`\n${rightsTable()}\n`)
  })
})
