/** A file of the build: its path below the folder, and its size in bytes, plain and compressed. */
export type Built = { path: string; bytes: number; gzip: number; brotli: number }

/** Builds the core and its lazy parts into a folder, each file also precompressed. */
export function build(folder: string): Promise<Built[]>
