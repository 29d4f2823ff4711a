/** The floor: reads the stream and draws nothing. */
import { offer } from './feed'

let length = 0
offer(
  (text) => (length = text.length),
  () => length,
)
