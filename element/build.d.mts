/** Bundles the element into one script. */
export function bundle(outfile: string): Promise<unknown>
