/** Moves the page to an address without loading it; given by `environment.ts`. */
declare function visit(url: string): void
