// Completes what `next build` leaves: the files its standalone server serves, and the migration.
import { cp, rm } from 'node:fs/promises'
import path from 'node:path'

import { build } from 'esbuild'

const frontend = path.resolve(import.meta.dirname, '..')
const standalone = path.join(frontend, '.next', 'standalone', 'frontend')

for (const [from, to] of [
  [path.join(frontend, '.next', 'static'), path.join(standalone, '.next', 'static')],
  [path.join(frontend, 'public'), path.join(standalone, 'public')],
]) {
  await rm(to, { recursive: true, force: true })
  await cp(from, to, { recursive: true })
}

await build({
  entryPoints: [path.join(frontend, 'scripts', 'migrate-auth.ts')],
  outfile: path.join(frontend, 'dist', 'migrate-auth.mjs'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  legalComments: 'eof',
  logLevel: 'warning',
  external: ['pg-native'],
  // Bundled CommonJS packages still ask for these.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
})
