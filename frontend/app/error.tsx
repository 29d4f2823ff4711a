'use client'

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void }

/** What a page that could not be made shows instead. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main id="main" className="card-page">
      <div className="card" role="alert">
        <h1>This page could not be shown</h1>
        <p>The server had a problem. It may pass in a moment.</p>
        {error.digest && <p className="muted">Reference: {error.digest}</p>}
        <button className="button" onClick={reset}>
          Try again
        </button>
      </div>
    </main>
  )
}
