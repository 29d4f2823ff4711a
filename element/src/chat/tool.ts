/** Client tools: what the page does for the assistant. */
import type { ChatKitOptions } from '@openai/chatkit'
import type { ClientToolCall } from '../events'
import { ChatKitError } from '../problems'

/** Returns what the assistant is told: the handler's result, or why there is none. */
export async function runTool(
  call: ClientToolCall,
  handler: ChatKitOptions['onClientTool'],
  report: (error: Error) => void,
): Promise<unknown> {
  if (handler === undefined) {
    report(new ChatKitError(`There is no onClientTool handler for ${call.name}.`, 'integration'))
    return { error: 'This client tool is not available.' }
  }
  try {
    return await handler({ name: call.name, params: call.arguments })
  } catch (error) {
    return { error: error instanceof Error ? error.message : 'The client tool failed.' }
  }
}
