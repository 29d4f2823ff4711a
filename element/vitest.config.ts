import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/testing/parts.ts'],
    environment: 'node',
    testTimeout: 20_000,
  },
})
