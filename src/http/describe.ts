import { readFile, writeFile } from 'node:fs/promises'
import { argv, exit } from 'node:process'
import { openDatabase } from '../db/database.ts'
import { Program } from '../domain/program.ts'
import { createLog } from '../log.ts'
import { buildApp } from './app.ts'

/** Writes the committed descriptions of API and program, or with `--check` compares them with what the code says. */
const descriptions = {
  'docs/openapi.json': await describeApi(),
  'docs/program.schema.json': { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Program', ...Program },
}

for (const [file, described] of Object.entries(descriptions)) {
  const text = `${JSON.stringify(described, null, 2)}\n`
  if (!argv.includes('--check')) {
    await writeFile(file, text)
  } else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    process.stderr.write(`${file} is not what the code says: run 'npm run openapi' and commit it\n`)
    exit(1)
  }
}

async function describeApi(): Promise<unknown> {
  const app = await buildApp({
    db: openDatabase('postgres://nobody@127.0.0.1/nothing', { connections: 1 }), // never connected to
    log: createLog({ name: 'describe', level: 'silent' }),
    config: {
      PUBLIC_URL: 'http://127.0.0.1:8080',
      SURVEY_SECRET: 'not used',
      DAY: '24 hours',
      REQUESTS_PER_MINUTE: 1,
      TEMPORAL_UI_URL: '',
    },
    isReady: async () => true,
  })
  await app.ready()
  const description = app.swagger()
  await app.close()
  return description
}
