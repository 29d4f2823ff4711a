/** What the gallery needs built: the page in React, and fonts to load in a page about type. */
import { cp, mkdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const FONTS = { 'sans.woff2': 'geist-latin.woff2', 'mono.woff2': 'geist-mono-latin.woff2' }

export async function buildGallery(folder = at('./dist')) {
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, 'fonts'), { recursive: true })
  const next = dirname(
    createRequire(at('../../frontend/package.json')).resolve('next/package.json'),
  )
  for (const [name, source] of Object.entries(FONTS))
    await cp(join(next, 'dist/next-devtools/server/font', source), join(folder, 'fonts', name))
  await build({
    entryPoints: [at('./react/tour-react.tsx')],
    outfile: join(folder, 'tour-react.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildGallery()
