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
      complexity: ['error', { max: 8, variant: 'modified' }],
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
  // A component is one function full of small choices, as a view of the element is.
  {
    files: ['app/**/*.tsx'],
    rules: {
      'max-lines-per-function': ['error', { max: 120 }],
      complexity: ['error', { max: 12, variant: 'modified' }],
    },
  },
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
  {
    files: ['tests/**'],
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': 'off',
    },
  },
)
