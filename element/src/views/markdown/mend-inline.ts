/** Completes the text of one paragraph that is still being written. */

/** A link whose address is not there yet. */
export const PENDING = 'chatkit-pending:'

/** What was opened and not closed: an emphasis, or the words of a link. */
type Open = { sign: string; closing: string; at: number }
type Scan = { text: string; at: number; open: Open[]; end: string | null }
type Reader = (scan: Scan) => void

/** Ends one paragraph's text so that it reads as it will when it is complete. */
export function mendInline(text: string): string {
  const scan: Scan = { text, at: 0, open: [], end: null }
  while (scan.at < scan.text.length && scan.end === null) {
    const read = Object.hasOwn(READERS, scan.text.charAt(scan.at))
      ? READERS[scan.text.charAt(scan.at)]
      : undefined
    if (read === undefined) scan.at += 1
    else read(scan)
  }
  return closed(scan.text + (scan.end ?? ''), scan.open)
}

/** An emphasis does not end after a space, and there is none around nothing. */
function closed(text: string, open: readonly Open[]): string {
  const last = open.at(-1)
  if (last === undefined) return text
  const end = text.trimEnd()
  if (end.length <= last.at + last.sign.length)
    return closed(end.slice(0, last.at), open.slice(0, -1))
  return (
    end +
    open
      .map((one) => one.closing)
      .reverse()
      .join('')
  )
}

const READERS: Readonly<Record<string, Reader>> = {
  '\\': readEscape,
  '`': readCode,
  $: readDollar,
  '[': readBracket,
  '!': readImage,
  '*': readEmphasis,
  _: readEmphasis,
  '~': readEmphasis,
  '<': readTag,
}

/** Nothing after this place is shown. */
function cut(scan: Scan, at: number): void {
  scan.text = scan.text.slice(0, at)
  scan.end = ''
}

function readEscape(scan: Scan): void {
  const next = scan.text.charAt(scan.at + 1)
  if (next === '') return cut(scan, scan.at)
  if (next !== '(' && next !== '[') return void (scan.at += 2)
  pair(scan, `\\${next}`, next === '(' ? '\\)' : '\\]')
}

/** Skips what is closed; ends what is not. */
function pair(scan: Scan, opening: string, closing: string): void {
  const from = scan.at + opening.length
  const end = scan.text.indexOf(closing, from)
  if (end >= 0) scan.at = end + closing.length
  else if (scan.text.slice(from).trim() === '') cut(scan, scan.at)
  else {
    scan.text = scan.text.replace(/\\$/, '')
    scan.end = closing
  }
}

function readCode(scan: Scan): void {
  const run = /^`+/.exec(scan.text.slice(scan.at))?.[0] ?? '`'
  const rest = scan.text.slice(scan.at + run.length)
  const end = new RegExp(`(?<!\`)${run}(?!\`)`).exec(rest)
  if (end !== null) return void (scan.at += run.length * 2 + end.index)
  const code = rest.replace(/`+$/, '')
  if (code.trim() === '') return cut(scan, scan.at)
  scan.text = scan.text.slice(0, scan.at + run.length) + code
  scan.end = run
}

function readDollar(scan: Scan): void {
  const rest = scan.text.slice(scan.at)
  if (rest.startsWith('$$')) return pair(scan, '$$', '$$')
  if (rest === '$') return cut(scan, scan.at)
  const whole = /^\$(?![\s$])[^$]*[^\s\\$]\$(?![\dA-Z])/.exec(rest)?.[0]
  if (whole !== undefined) return void (scan.at += whole.length)
  // Money and names of variables have no such signs.
  if (/^\$[^\s$][^$]*$/.test(rest) && /[\\^_{=]/.test(rest)) {
    scan.text = scan.text.trimEnd().replace(/\\$/, '')
    scan.end = '$'
  } else scan.at += 1
}

function readImage(scan: Scan): void {
  const rest = scan.text.slice(scan.at)
  if (!rest.startsWith('![')) return void (scan.at += 1)
  const whole = /^!\[[^\]]*\](?:\((?:[^()]|\([^)]*\))*\)|\[[^\]]*\]|(?=[^([]))/.exec(rest)?.[0]
  if (whole === undefined) cut(scan, scan.at)
  else scan.at += whole.length
}

function readBracket(scan: Scan): void {
  const rest = scan.text.slice(scan.at)
  const label = /^\[((?:[^[\]\\`]|\\.|`[^`]*`|\[[^\]]*\])*)\]/.exec(rest)
  if (label === null) return openLink(scan, rest)
  const [whole, words = ''] = label
  const after = rest.slice(whole.length)
  if (after === '' && /\p{L}/u.test(words) && !words.startsWith('^')) {
    scan.end = `(${PENDING})`
    return
  }
  if (!after.startsWith('(')) return void (scan.at += whole.length)
  const address = /^\((?:[^()\\]|\\.|\([^()]*\))*\)/.exec(after)?.[0]
  if (address !== undefined) return void (scan.at += whole.length + address.length)
  scan.text = scan.text.slice(0, scan.at + whole.length)
  scan.end = `(${PENDING})`
}

/** A bracket before a word may be a link's; one before a number, in code or at the end is not taken for it. */
function openLink(scan: Scan, rest: string): void {
  if (rest === '[' || /^\[\^[^\]\s]*$/.test(rest)) return cut(scan, scan.at)
  const before = scan.text.charAt(scan.at - 1)
  const after = rest.charAt(1)
  if (/^[\s(*_~"'“‘]?$/.test(before) && /[\p{L}*_`"'“‘]/u.test(after))
    scan.open.push({ sign: '[', closing: `](${PENDING})`, at: scan.at })
  scan.at += 1
}

function readTag(scan: Scan): void {
  const rest = scan.text.slice(scan.at)
  if (/^<[a-z/][^\s>]*$/i.test(rest)) cut(scan, scan.at)
  else scan.at += /^<[a-z][^\s<>]*>/i.exec(rest)?.[0].length ?? 1
}

const SPACE = /^\s*$/
const WORD = /[\p{L}\p{N}]/u

function readEmphasis(scan: Scan): void {
  const from = scan.at
  const sign = scan.text.charAt(from)
  let to = from
  while (scan.text.charAt(to) === sign) to += 1
  const run = scan.text.slice(from, to)
  if (to === scan.text.length) return cutRun(scan, run)
  scan.at = to
  if (sign === '~' && run.length > 2) return
  const before = scan.text.charAt(from - 1)
  const after = scan.text.charAt(to)
  const afterWord = sign === '_' && WORD.test(before)
  if (!SPACE.test(before) && !(afterWord && WORD.test(after)) && close(scan, run)) return
  if (!SPACE.test(after) && !afterWord) scan.open.push({ sign: run, closing: run, at: from })
}

/** A run at the very end closes what it can; one that opens has nothing to show yet. */
function cutRun(scan: Scan, run: string): void {
  const from = scan.at
  const before = scan.text.charAt(from - 1)
  if (!SPACE.test(before) && close(scan, run)) scan.at = scan.text.length
  else cut(scan, from)
}

/** Closes the emphasis that a run belongs to, as far as it goes; longer runs close more than one. */
function close({ open }: Pick<Scan, 'open'>, run: string): boolean {
  const at = open.findLastIndex((one) => one.sign.startsWith(run.charAt(0)))
  const opener = open[at]
  if (opener === undefined) return false
  open.length = at
  const left = opener.sign.slice(run.length)
  if (left !== '') open.push({ ...opener, sign: left, closing: left })
  const more = run.slice(opener.sign.length)
  if (more !== '') close({ open }, more)
  return true
}
