import { Exporting } from './exporting'
import { Importing } from './importing'

/** Taking one's tasks elsewhere, and bringing tasks in. */
export function Transfer() {
  return (
    <section className="panel" aria-labelledby="transfer">
      <h2 id="transfer">Import and export</h2>
      <Exporting />
      <Importing />
    </section>
  )
}
