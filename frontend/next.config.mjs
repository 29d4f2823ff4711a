import path from 'node:path'

const repository = path.resolve(import.meta.dirname, '..')

/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  outputFileTracingRoot: repository,
  turbopack: { root: repository },
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
  // The front door compresses, and it alone decides what may be held back.
  compress: false,
  devIndicators: false,
}
