import Link from 'next/link'

export default function NotFound() {
  return (
    <main id="main" className="card-page">
      <div className="card">
        <h1>There is nothing here</h1>
        <p>The address may be mistyped, or the page has moved.</p>
        <Link className="button" href="/">
          Go to Errand
        </Link>
      </div>
    </main>
  )
}
