import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

/** Starts a real Chromium: the one CHROMIUM_PATH names, else the one that @sparticuz/chromium brings. */
export async function launchChromium(): Promise<Browser> {
  const { CHROMIUM_PATH } = process.env
  const options = { args: flags, chromiumSandbox: false, headless: true }
  if (CHROMIUM_PATH) return chromium.launch({ ...options, executablePath: CHROMIUM_PATH })
  const dir = await unpack()
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: join(dir, 'al2023', 'lib'),
    FONTCONFIG_FILE: await fontsIn(dir),
  }
  return chromium.launch({ ...options, executablePath: join(dir, 'chromium'), env })
}

/** Fonts of the scripts that the browser's own one lacks: Chinese and Japanese, Korean, Thai. */
const fontPackages = ['chocolate-classical-sans', 'gowun-dodum', 'noto-sans-thai']

/** Tells the browser its fonts. Its own comes first, so that pictures look the same everywhere, also on a machine without fonts: it
 *  knows Latin, Greek, Cyrillic and Hebrew. What all lack, such as arrows, comes from the machine if it has any.
 *  @returns the file that says so, named by what it says: several checkouts share the directory */
async function fontsIn(dir: string): Promise<string> {
  const folders = fontPackages.map((name) =>
    fileURLToPath(new URL('400Regular', import.meta.resolve(`@expo-google-fonts/${name}/package.json`))),
  )
  const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
${folders.map((folder) => `  <dir>${folder}</dir>`).join('\n')}
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="relative">fonts-cache</cachedir>
  <match><edit name="family" mode="prepend_first"><string>Open Sans</string></edit></match>
</fontconfig>
`
  const file = join(dir, `fonts-${createHash('sha256').update(fonts).digest('hex').slice(0, 12)}.conf`)
  const draft = `${file}.${process.pid}`
  await writeFile(draft, fonts)
  await rename(draft, file)
  return file
}

/** Unpacks the Chromium of the package once into the cache of this account. Two at once do no harm: the package itself would
 *  take a half-written file for a whole one. @returns its directory */
async function unpack(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      `no Chromium for ${process.platform} ${process.arch} comes with the tests: set CHROMIUM_PATH to one`,
    )
  const entry = import.meta.resolve('@sparticuz/chromium')
  const { version } = JSON.parse(await readFile(new URL('../../package.json', entry), 'utf8'))
  const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'plaudit')
  const dir = join(cache, `chromium-${version}`)
  if (existsSync(dir)) return dir
  await mkdir(cache, { recursive: true })
  const draft = await mkdtemp(join(cache, 'new-'))
  try {
    const script = `import chromium from ${JSON.stringify(fileURLToPath(entry))}; await chromium.executablePath()`
    // So named, it brings the libraries that a bare machine lacks, too.
    const env = { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { env })
    await rename(draft, dir).catch((error: unknown) => {
      if (!existsSync(dir)) throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return dir
}
