import { getMigrations } from 'better-auth/db/migration'
import { Kysely, sql } from 'kysely'

import { authOptions } from './auth-options'
import { createAuthDialect } from './auth-pool'
import { readEnv } from './env'

/** Any number that nothing else in this database locks. */
const LOCK = 4_071_975

/**
 * Brings schema `auth` to what this version needs, all or nothing; safe to repeat and to run twice
 * at once.
 * @returns One line that says what was done.
 */
export async function migrateAuth(source: Record<string, string | undefined>): Promise<string> {
  const env = readEnv({ BETTER_AUTH_URL: 'http://localhost', ...source })
  const database = new Kysely<unknown>({ dialect: createAuthDialect(env.databaseUrl) })
  try {
    return await database.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction)
      const plan = await getMigrations({
        ...authOptions(env),
        database: { db: transaction, type: 'postgres' },
      })
      await plan.runMigrations()
      const tables = [...plan.toBeCreated, ...plan.toBeAdded].map(({ table }) => table)
      return tables.length === 0
        ? 'Schema auth is up to date.'
        : `Schema auth: made or extended ${tables.join(', ')}.`
    })
  } finally {
    await database.destroy()
  }
}
