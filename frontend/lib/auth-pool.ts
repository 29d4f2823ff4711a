import {
  CompiledQuery,
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type Driver,
  type PostgresDialectConfig,
  type TransactionSettings,
} from 'kysely'
import { Pool } from 'pg'

const ENTER = [
  'begin',
  'set local role errand_auth',
  'set local search_path to auth',
  "set local statement_timeout to '10s'",
].join('; ')
const CONNECTIONS = 10
const CONNECT_TIMEOUT_MS = 5_000
// Longer than the server's own limit, so it only ends a wait for a server that is gone.
const ANSWER_TIMEOUT_MS = 15_000
const IDLE_TIMEOUT_MS = 30_000

/** What `PostgresDriver` hands out, though it declares only that it wants one back. */
type Checkout = Parameters<PostgresDriver['releaseConnection']>[0]

/**
 * Every checkout is one transaction under the role `errand_auth`.
 *
 * Role and search path are local to that transaction, so nothing leaks into the next checkout and a
 * pooler in transaction mode may stand in between. This is a driver and not a wrapped pool because
 * Kysely waits for a driver's release but not for a pool client's: the commit has to be done before
 * the answer goes out.
 */
class AuthDriver extends PostgresDriver {
  override async acquireConnection(): Promise<Checkout> {
    const connection = (await super.acquireConnection()) as Checkout
    try {
      await connection.executeQuery(CompiledQuery.raw(ENTER))
    } catch (error) {
      await this.releaseConnection(connection)
      throw error
    }
    return connection
  }

  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    if (settings.isolationLevel) {
      const level = `set transaction isolation level ${settings.isolationLevel}`
      await connection.executeQuery(CompiledQuery.raw(level))
    }
  }

  // The transaction is open since the checkout and ends with the release, which reports a failure.
  override async commitTransaction(): Promise<void> {}

  override async releaseConnection(connection: Checkout): Promise<void> {
    try {
      // PostgreSQL turns the commit of a failed or already ended transaction into nothing.
      await connection.executeQuery(CompiledQuery.raw('commit'))
    } finally {
      await super.releaseConnection(connection)
    }
  }
}

class AuthDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new AuthDriver(this.#config)
  }
}

/** A bounded pool for Better Auth's own tables and nothing else. */
export function createAuthDialect(databaseUrl: string): PostgresDialect {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    keepAlive: true,
    allowExitOnIdle: true,
  })
  // An idle connection that the server closes must not end the process; the next checkout reconnects.
  pool.on('error', (error) => console.error('auth database connection lost', error.message))
  return new AuthDialect({ pool })
}
