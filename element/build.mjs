import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const at = (path) => new URL(path, import.meta.url).pathname

/**
 * One self-contained script with no exports, so that `<script>` and `<script type="module">` both
 * take it; the outer test makes it harmless where there is no DOM (an import during server rendering).
 */
export function bundle(outfile) {
  return build({
    entryPoints: [at('./src/define.ts')],
    outfile,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: '/* chatkit element, Apache-2.0 */if(typeof customElements!=="undefined"){' },
    footer: { js: '}' },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
}

if (process.argv[1] === at('./build.mjs')) {
  const outfile = at('./dist/chatkit.js')
  await bundle(outfile)
  const bytes = readFileSync(outfile)
  console.log(`dist/chatkit.js ${bytes.length} bytes, ${gzipSync(bytes).length} gzipped`)
}
