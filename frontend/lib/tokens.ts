import { api } from './api'

export type TokenView = {
  id: string
  name: string
  /** The last characters, to tell tokens apart; the token itself is never shown again. */
  last_characters: string
  created_at: string
  expires_at: string
}

export type TokenMade = TokenView & { token: string }

export type TokenPage = { tokens: TokenView[]; has_more: boolean; after: string | null }

/** Newest first. */
export function listTokens(after: string | null): Promise<TokenPage> {
  return api<TokenPage>(`/api/tokens${after === null ? '' : `?${new URLSearchParams({ after })}`}`)
}

export function createToken(name: string): Promise<TokenMade> {
  return api<TokenMade>('/api/tokens', { method: 'POST', json: { name } })
}

export async function revokeToken(id: string): Promise<void> {
  await api(`/api/tokens/${id}`, { method: 'DELETE' })
}
