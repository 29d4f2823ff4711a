/** Moves the page to an address without loading it; given by `environment.ts`. */
declare function visit(url: string): void
/** Ends what the page still asks for; given by `environment.ts`. */
declare function leave(): Promise<void>
