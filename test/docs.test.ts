import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Settings } from '../src/config.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

describe('the README', () => {
  it.each(Object.entries(Settings.properties))(
    'lists the setting %s with its default',
    (name, { default: value }: { default?: unknown }) => {
      const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\` |`))

      expect(row).toContain(value === undefined ? '|' : `\`${String(value)}\``)
    },
  )
})
