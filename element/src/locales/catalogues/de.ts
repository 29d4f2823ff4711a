import type { Catalogue } from '..'

const de: Catalogue = {
  frame: 'Chat',
  greeting: 'Womit kann ich heute helfen?',
}

export default de
