/** Builds the pages of the peers for production: `node build.mjs <folder>`; prints what they are. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const [folder] = process.argv.slice(2)

await build({
  entryPoints: ['nothing.ts', 'streamdown.tsx', 'react-markdown.tsx'].map((name) =>
    at(`./${name}`),
  ),
  outdir: folder,
  bundle: true,
  minify: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"' },
})

const modules = at('../../../node_modules')
const require = createRequire(at('../../../frontend/package.json'))
const version = async (name) => {
  const [folder] = [modules, ...require.resolve.paths(name)].slice(0, 1)
  return JSON.parse(await readFile(`${folder}/${name}/package.json`, 'utf8')).version
}
const names = ['react', 'react-dom', 'streamdown', 'react-markdown', 'remark-gfm', 'marked']
const versions = await Promise.all(names.map(async (name) => [name, await version(name)]))
process.stdout.write(JSON.stringify(Object.fromEntries(versions)))
