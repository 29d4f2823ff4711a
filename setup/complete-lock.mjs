// npm records only the optional packages that the registry showed it. Where that registry carries
// Linux alone, the lock would then be refused on other systems as incomplete. This adds an entry
// for each optional package that is missing, with the version and system its name stands for.
import { readFileSync, writeFileSync } from 'node:fs'

const FILE = new URL('../package-lock.json', import.meta.url)
const SYSTEMS = ['darwin', 'win32', 'android', 'freebsd', 'openharmony', 'linux', 'sunos', 'aix', 'netbsd', 'openbsd']
const PROCESSORS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32']

const lock = JSON.parse(readFileSync(FILE, 'utf8'))
for (const [owner, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const shared = `node_modules/${name}`
    if (lock.packages[shared] || lock.packages[`${owner}/${shared}`]) continue
    lock.packages[shared] = missing(name, range)
    console.log(`added ${name}`)
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
writeFileSync(FILE, JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2) + '\n')

function missing(name, range) {
  const words = name.split('/').pop().split(/[-_]/)
  const system = SYSTEMS.find((one) => words.includes(one))
  const processor = PROCESSORS.find((one) => words.includes(one))
  return {
    version: range.replace(/^[\^~]/, ''),
    optional: true,
    ...(processor && { cpu: [processor] }),
    ...(system && { os: [system] }),
  }
}
