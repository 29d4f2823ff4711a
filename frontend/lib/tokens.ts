import { api } from './api'

export type TokenView = {
  id: string
  name: string
  /** The last characters, to tell tokens apart; the token itself is never shown again. */
  last_characters: string
  created_at: string
  expires_at: string | null
  last_used_at: string | null
}

export type NewToken = TokenView & { token: string }

export async function listTokens(): Promise<TokenView[]> {
  return (await api<{ tokens: TokenView[] }>('/api/tokens')).tokens
}

export function createToken(name: string): Promise<NewToken> {
  return api<NewToken>('/api/tokens', { method: 'POST', json: { name } })
}

export async function revokeToken(id: string): Promise<void> {
  await api(`/api/tokens/${id}`, { method: 'DELETE' })
}
