'use client'

import { useCallback, useEffect, useState } from 'react'

import { createToken, listTokens, revokeToken, type TokenMade, type TokenView } from '@/lib/tokens'

import { Field, Form } from '../../_ui/form'
import { Notice } from '../../_ui/notice'
import { useExplain } from '../../_ui/viewer'

/** Personal tokens, for other programs that speak to Errand over MCP. */
export function Tokens() {
  const { tokens, after, problem, load, revoke } = useTokens()
  const [made, setMade] = useState<TokenMade | null>(null)

  async function create({ name = '' }: Record<string, string>): Promise<void> {
    setMade(await createToken(name.trim()))
    await load(null)
  }

  return (
    <section className="panel" aria-labelledby="tokens">
      <h2 id="tokens">Personal tokens</h2>
      <p>
        A token lets another assistant work on your tasks over MCP, at <code>/mcp</code> of this
        address. It ends after 90 days, or when you revoke it.
      </p>
      {problem !== null && <Notice>{problem}</Notice>}
      {made !== null && <Made token={made.token} onClose={() => setMade(null)} />}
      <Form label="New personal token" submit="Make a token" onSubmit={create}>
        {(errors) => (
          <Field
            label="What is it for?"
            name="name"
            placeholder="Desktop assistant"
            maxLength={200}
            autoComplete="off"
            required
            errors={errors}
          />
        )}
      </Form>
      {tokens !== null && tokens.length === 0 && <p className="muted">You have no tokens.</p>}
      <ul className="token-list">
        {tokens?.map((token) => (
          <TokenRow key={token.id} token={token} onRevoke={revoke} />
        ))}
      </ul>
      {after !== null && (
        <button type="button" className="button button-quiet" onClick={() => load(after)}>
          Show more tokens
        </button>
      )}
    </section>
  )
}

function Made({ token, onClose }: { token: string; onClose: () => void }) {
  const [copied, setCopied] = useState(false)

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(token)
    setCopied(true)
  }

  return (
    <div className="notice notice-info" role="status">
      <p>
        Copy this token now: it is not shown again.
        <code className="secret">{token}</code>
      </p>
      <div className="notice-actions">
        <button type="button" className="button button-small" onClick={copy}>
          {copied ? 'Copied' : 'Copy'}
        </button>
        <button type="button" className="button button-small button-quiet" onClick={onClose}>
          I have it
        </button>
      </div>
    </div>
  )
}

type TokenRowProps = { token: TokenView; onRevoke: (id: string) => Promise<void> }

function TokenRow({ token, onRevoke }: TokenRowProps) {
  const [busy, setBusy] = useState(false)

  async function revoke(): Promise<void> {
    setBusy(true)
    await onRevoke(token.id)
    setBusy(false)
  }

  return (
    <li className="token">
      <div>
        <strong>{token.name}</strong>
        <span className="muted">
          …{token.last_characters}
          {` · ends ${new Date(token.expires_at).toLocaleDateString()}`}
        </span>
      </div>
      <button
        type="button"
        className="button button-small button-danger"
        aria-label={`Revoke ${token.name}`}
        disabled={busy}
        onClick={revoke}
      >
        Revoke
      </button>
    </li>
  )
}

function useTokens() {
  const explain = useExplain()
  const [tokens, setTokens] = useState<TokenView[] | null>(null)
  const [after, setAfter] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  /** The first page takes the place of what is shown, another one follows it. */
  const load = useCallback(
    async (from: string | null) => {
      try {
        const page = await listTokens(from)
        setTokens((shown) => (from === null ? page.tokens : [...(shown ?? []), ...page.tokens]))
        setAfter(page.has_more ? page.after : null)
        setProblem(null)
      } catch (error) {
        setProblem(explain(error))
      }
    },
    [explain],
  )

  async function revoke(id: string): Promise<void> {
    try {
      await revokeToken(id)
      setTokens((shown) => shown?.filter((token) => token.id !== id) ?? null)
      setProblem(null)
    } catch (error) {
      setProblem(explain(error))
    }
  }

  useEffect(() => {
    void load(null)
  }, [load])

  return { tokens, after, problem, load, revoke }
}
