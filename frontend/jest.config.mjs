const MODULES = [
  '@preact/signals-core',
  'eventsource-parser',
  'react-markdown',
  'remark-.*',
  'rehype-.*',
  'mdast-.*',
  'micromark.*',
  'unist-.*',
  'hast-.*',
  'unified',
  'vfile.*',
]

/** @type {import('jest').Config} */
export default {
  testEnvironment: './tests/environment.ts',
  setupFilesAfterEnv: ['./tests/setup.ts'],
  testMatch: ['<rootDir>/tests/**/*.test.{ts,tsx}'],
  modulePathIgnorePatterns: ['<rootDir>/.next/', '<rootDir>/dist/'],
  moduleNameMapper: { '^@/(.*)$': '<rootDir>/$1' },
  // Packages of nothing but modules; Jest runs CommonJS.
  transformIgnorePatterns: [`/node_modules/(?!(${MODULES.join('|')})/)`],
  transform: {
    '\\.([cm]?js|tsx?)$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  testTimeout: 15_000,
}
