import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How to run a program that refuses root: words to put before its command, or an account to start it as. */
export type Disguise = { readonly prefix: readonly string[]; readonly account?: { uid: number; gid: number } }

/** Finds a way to run a program as somebody else than root and gives it the directory. As anybody else than root:
 *  nothing to do. A user namespace comes first, since it also works where only root may enter the directory. */
export async function disguise(dir: string): Promise<Disguise> {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const { uid, gid } = await nobody()
  const prefix = ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`]
  if (await works(prefix)) {
    await run('chown', ['-R', '0:0', dir])
    return { prefix }
  }
  await run('chown', ['-R', `${uid}:${gid}`, dir])
  return { prefix: [], account: { uid, gid } }
}

/** initdb insists on an account with a name, so the number has to stand in /etc/passwd. */
async function nobody(): Promise<{ uid: number; gid: number }> {
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const account = accounts.find(([name]) => name === 'nobody') ?? accounts.find(([, , uid]) => Number(uid) > 0)
  if (!account) throw new Error('PostgreSQL refuses root and /etc/passwd names nobody else: set DATABASE_URL')
  return { uid: Number(account[2]), gid: Number(account[3]) }
}

async function works([command = '', ...args]: readonly string[]): Promise<boolean> {
  return run(command, [...args, 'true']).then(
    () => true,
    () => false,
  )
}
