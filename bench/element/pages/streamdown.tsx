/** Streamdown as its documentation recommends it for a chat: streaming mode, told that it streams. */
import { Streamdown } from 'streamdown'
import { present } from './peer'

present(({ text, streaming }) => (
  <Streamdown mode="streaming" isAnimating={streaming}>
    {text}
  </Streamdown>
))
