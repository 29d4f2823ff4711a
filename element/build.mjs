import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { build } from 'esbuild'

const outfile = new URL('./dist/chatkit.js', import.meta.url).pathname

// One self-contained script with no exports, so that `<script>` and `<script type="module">` both
// take it; the outer test makes it harmless where there is no DOM (an import during server rendering).
await build({
  entryPoints: [new URL('./src/define.ts', import.meta.url).pathname],
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

const bytes = readFileSync(outfile)
console.log(`dist/chatkit.js ${bytes.length} bytes, ${gzipSync(bytes).length} gzipped`)
