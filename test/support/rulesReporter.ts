import { readFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** Says at the end of a run which core rules of `docs/requirements.md` a passing test proves, and counts the tests. */
export default class RulesReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const passed = tests.filter((test) => test.result().state === 'passed')
    const failed = tests.filter((test) => test.result().state === 'failed')
    const broken = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0)
    const proven = new Set(
      passed.flatMap((test) => [...test.fullName.matchAll(/\[([A-Z]{2}-\d{2})\]/g)].map(([, id]) => id)),
    )
    const core = coreRules()
    const bare = core.filter((id) => !proven.has(id))
    console.log(`\nCore rules with a test: ${core.length - bare.length} of ${core.length}`)
    console.log(`Core rules without one: ${bare.join(' ') || 'none'}\n`)
    console.log(`${passed.length} passed, ${failed.length + broken.length} failed`)
  }
}

function coreRules(): readonly string[] {
  const requirements = readFileSync(new URL('../../docs/requirements.md', import.meta.url), 'utf8')
  return [...requirements.matchAll(/^- ([A-Z]{2}-\d{2}) C /gm)].map(([, id]) => id ?? '')
}
