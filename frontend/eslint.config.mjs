import tseslint from 'typescript-eslint'

/** Pages stand on `lib`; `lib` knows nothing of pages, and nobody reaches into the element. */
const ELEMENT = {
  group: ['**/element/**', '@errand/chatkit-element/*'],
  message: 'The element is a package: import it by its name.',
}
const PAGES = {
  group: ['@/app/**', '**/app/**'],
  message: 'lib stands below the pages and imports none of them.',
}

export default tseslint.config(
  { ignores: ['.next/', 'dist/', 'coverage/', 'next-env.d.ts'] },
  ...tseslint.configs.strict,
  {
    rules: {
      complexity: ['error', 8],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'no-restricted-imports': ['error', { patterns: [ELEMENT] }],
      'no-console': ['error', { allow: ['error'] }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['lib/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [ELEMENT, PAGES] }] },
  },
  { files: ['app/**/*.tsx'], rules: { 'max-lines-per-function': ['error', { max: 120 }] } },
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
  {
    files: ['tests/**'],
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': 'off',
    },
  },
)
