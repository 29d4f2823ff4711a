/** Markdown as words to be read out. */

/** Characters; longer answers are found in the conversation itself. */
const SPOKEN = 1500

/** Each mark, and what is said in its place. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/^[ \t]*(```|~~~).*$/gm, ''],
  [/^[ \t]*\|?[ \t:|-]*-{2,}[ \t:|-]*$/gm, ''],
  [/!\[([^\]]*)\]\([^)]*\)/g, '$1'],
  [/\[([^\]]+)\]\([^)]*\)/g, '$1'],
  [/^[ \t]*\|(.*)\|[ \t]*$/gm, '$1'],
  [/[ \t]*\|[ \t]*/g, ', '],
  [/^[ \t]{0,3}(#{1,6}|>)[ \t]*/gm, ''],
  [/^[ \t]*[-*+][ \t]+(\[[ xX]\]\s+)?/gm, ''],
  [/(\*\*|__|~~|`)/g, ''],
  [/(^|\s)[*_](\S[^*_\n]*)[*_](?=\W|$)/g, '$1$2'],
  [/\s*\n\s*/g, '\n'],
]

export function spoken(markdown: string): string {
  return MARKS.reduce((text, [mark, words]) => text.replace(mark, words), markdown)
    .trim()
    .slice(0, SPOKEN)
}
