/** jsdom calls itself Apple's, and the editor would work around a browser that is not there. */
if (typeof navigator !== 'undefined')
  Object.defineProperty(navigator, 'vendor', { value: '', configurable: true })
