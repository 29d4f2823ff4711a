function hex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

/** The header by which all that the server does for one request is a trace that begins here. */
export function traceparent(): string {
  return `00-${hex(16)}-${hex(8)}-01`
}
