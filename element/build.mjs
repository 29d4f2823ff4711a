import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build as esbuild } from 'esbuild'
import { minify } from 'terser'
import ts from 'typescript'
import { iconEntries, iconModules } from './icons.mjs'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const PARTS = 'chatkit-parts'
/** Libraries that only the core may hold: a second copy would not know the first one's templates. */
const CORE_ONLY = /node_modules\/(lit|lit-html|lit-element|@lit)\//

/** Where there is no DOM (an import during server rendering), or the tag is taken, nothing is done at all. */
const UNLESS_DEFINED =
  'if(typeof customElements!=="undefined"&&!customElements.get("openai-chatkit"))'

const COMMON = {
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"' },
}

/**
 * Lit makes a Trusted Types policy as it is loaded, and would throw where the page does not allow one of
 * that name, or has made it already for a Lit of its own; the decoder of `&amp;` and its like knows none.
 * Both get ours.
 */
const trustedTypes = {
  name: 'trusted-types',
  setup(build) {
    build.onLoad({ filter: /node_modules\/lit-html\/lit-html\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const theirs = /\w+\?\w+\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\):void 0/
      if (!theirs.test(source)) throw new Error('Lit makes its policy in another way now.')
      const ours = `import{policy as chatkitPolicy}from${JSON.stringify(at('./src/trusted.ts'))};`
      return { contents: ours + source.replace(theirs, 'chatkitPolicy'), loader: 'js' }
    })
    build.onResolve({ filter: /^decode-named-character-reference$/ }, () => ({
      path: at('./src/reference.ts'),
    }))
  },
}

/** Of the Markdown library only the lexer: what makes HTML of a text has no place here. */
const lexerOnly = {
  name: 'lexer-only',
  setup(build) {
    build.onLoad({ filter: /node_modules\/marked\/lib\/marked\.esm\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const makers =
        /var (\w+)=new \w+;function \w+\(\w+,\w+\)\{return \1\.parse[^]*export\{.*?(\w+) as Lexer\b.*?\};/
      if (!makers.test(source)) throw new Error('Marked is put together in another way now.')
      return { contents: source.replace(makers, 'export{$2 as Lexer};'), loader: 'js' }
    })
  },
}

/** Style sheets need no layout of their own. */
const sheets = {
  name: 'sheets',
  setup(build) {
    build.onLoad({ filter: /\/styles\/\w+\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/css`([^`]*)`/g, (_whole, css) => {
        const squeezed = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s+/g, ' ')
        return `css\`${squeezed.replace(/ ?([{};]) ?/g, '$1').trim()}\``
      }),
      loader: 'ts',
    }))
  },
}

/** Nor does markup: a line end with the indentation after it is one space, which the browser makes of it anyway. */
const markup = {
  name: 'markup',
  setup(build) {
    build.onLoad({ filter: /\/src\/(views|widgets)\/.+\.ts$/ }, async ({ path }) => ({
      contents: squeezed(await readFile(path, 'utf8')),
      loader: 'ts',
    }))
  },
}

function squeezed(source) {
  const file = ts.createSourceFile('view.ts', source, ts.ScriptTarget.Latest)
  const literals = []
  const look = (node) => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(file) === 'html') {
      const { head, templateSpans = [] } = node.template
      literals.push(head ?? node.template, ...templateSpans.map(({ literal }) => literal))
    }
    ts.forEachChild(node, look)
  }
  look(file)
  return literals
    .sort((a, b) => b.pos - a.pos)
    .reduce((text, literal) => {
      const [from, to] = [literal.getStart(file), literal.end]
      return text.slice(0, from) + text.slice(from, to).replace(/\s*\n\s*/g, ' ') + text.slice(to)
    }, source)
}

/** What `src/shared.ts` lends is there once, in the core, and handed to the parts that borrow it. */
const LENT = new RegExp(
  `^(lit(/.*)?|${['lazy', 'lookup', 'problems', 'views/(context|dom|links|markdown|popover)'].map((path) => `(\\.\\./)+${path}`).join('|')})$`,
)
const BORROWERS = new Set(['widgets'])

const borrowing = {
  name: 'borrowing',
  setup(build) {
    build.onResolve({ filter: LENT }, ({ path }) => ({
      path: path.replace(/^(\.\.\/)+/, ''),
      namespace: 'lent',
    }))
    build.onLoad({ filter: /.*/, namespace: 'lent' }, ({ path }) => ({
      contents: `module.exports=__lent[${JSON.stringify(path)}]`,
      loader: 'js',
    }))
  },
}
const BORROWER = {
  format: 'iife',
  globalName: '__part',
  banner: { js: 'export default function(__lent){' },
  footer: { js: 'return __part.default()}' },
}

/** Lazy parts by name: every file in src/parts, every catalogue but English, which the core has, and the icons. */
async function entries() {
  const names = async (folder) =>
    existsSync(at(folder))
      ? (await readdir(at(folder))).filter((file) => /^[\w-]+\.ts$/.test(file))
      : []
  const parts = (await names('./src/parts')).map((file) => [file, `./src/parts/${file}`])
  const locales = (await names('./src/locales/catalogues')).map((file) => [
    `locale-${file}`,
    `./src/locales/catalogues/${file}`,
  ])
  const files = [...parts, ...locales].map(([file, path]) => [file.replace(/\.ts$/, ''), at(path)])
  return [...files, ...iconEntries()]
}

/** One self-contained module; its name changes with its content, so that caches keep it forever. */
async function buildPart(name, entry) {
  const { outputFiles, metafile } = await esbuild({
    ...COMMON,
    entryPoints: [entry],
    ...(BORROWERS.has(name)
      ? { ...BORROWER, plugins: [borrowing, sheets, markup] }
      : { format: 'esm', plugins: [iconModules] }),
  })
  const shared = Object.keys(metafile.inputs).find((input) => CORE_ONLY.test(input))
  if (shared !== undefined) throw new Error(`The part "${name}" must not import ${shared}.`)
  const [{ contents }] = outputFiles
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 10)
  return { name, file: `${name}-${hash}.js`, contents }
}

/**
 * One script with no static import or export, so that `<script>` and `<script type="module">` both
 * take it.
 */
async function buildCore(parts) {
  const files = Object.fromEntries(parts.map(({ name, file }) => [name, `${PARTS}/${file}`]))
  const { outputFiles } = await esbuild({
    ...COMMON,
    entryPoints: [at('./src/define.ts')],
    plugins: [trustedTypes, lexerOnly, sheets, markup],
    format: 'iife',
    banner: { js: `${UNLESS_DEFINED}{` },
    footer: { js: '}' },
    define: { ...COMMON.define, CHATKIT_PARTS: JSON.stringify(files) },
  })
  const { code } = await minify(outputFiles[0].text, { compress: { passes: 2 }, ecma: 2020 })
  return Buffer.from(`/* chatkit element, Apache-2.0 */${code}\n`)
}

/** The types that users of the package see. */
async function types() {
  const source = await readFile(at('./src/public.ts'), 'utf8')
  const { outputText } = ts.transpileDeclaration(source, { compilerOptions: { strict: true } })
  return outputText
}

/** Never half a file, for whoever reads it meanwhile. */
async function put(path, contents) {
  const unfinished = `${path}.${process.pid}.new`
  await writeFile(unfinished, contents)
  await rename(unfinished, path)
}

async function putCompressed(folder, path, contents) {
  const full = join(folder, path)
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
  const gz = await promisify(gzip)(contents, { level: 9 })
  const br = await promisify(brotliCompress)(contents, quality)
  // The plain file first: one that is packed counts only when it is not older.
  await put(full, contents)
  await Promise.all([put(`${full}.gz`, gz), put(`${full}.br`, br)])
  return { path, bytes: contents.length, gzip: gz.length, brotli: br.length }
}

/** Removes the parts of builds before; an open page that asks for one goes without it. */
async function sweep(folder, parts) {
  const kept = new Set(parts.flatMap(({ file }) => [file, `${file}.gz`, `${file}.br`]))
  const there = await readdir(join(folder, PARTS))
  const stale = there.filter((file) => !kept.has(file) && !file.endsWith('.new'))
  await Promise.all(stale.map((file) => rm(join(folder, PARTS, file), { force: true })))
}

export async function build(folder) {
  await mkdir(join(folder, PARTS), { recursive: true })
  const parts = await Promise.all((await entries()).map((entry) => buildPart(...entry)))
  const built = await Promise.all(
    parts.map(({ file, contents }) => putCompressed(folder, `${PARTS}/${file}`, contents)),
  )
  const core = await putCompressed(folder, 'chatkit.js', await buildCore(parts))
  await put(join(folder, 'index.d.ts'), await types())
  await sweep(folder, parts)
  return [core, ...built]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`
  for (const { path, bytes, gzip, brotli } of await build(at('./dist')))
    console.log(`${path} ${kb(bytes)}, gzip ${kb(gzip)}, brotli ${kb(brotli)}`)
}
