import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { Kysely, sql, type Transaction } from 'kysely'

import { authOptions } from './auth-options'
import { createAuthDialect } from './auth-pool'
import { readEnv, type Env } from './env'

/** Any number that nothing else in this database locks. */
const LOCK = 4_071_975

type Database = Kysely<unknown>

/**
 * Brings schema `auth` to what this version needs, all or nothing, and sees to a first key that
 * signs tokens; safe to repeat and to run twice at once.
 * @returns One line that says what was done.
 */
export async function migrateAuth(source: Record<string, string | undefined>): Promise<string> {
  const env = readEnv({ BETTER_AUTH_URL: 'http://localhost', ...source })
  const database: Database = new Kysely({ dialect: createAuthDialect(env.databaseUrl) })
  try {
    const done = await alone(database, (transaction) => migrateTables(env, transaction))
    // Asked for the first time by several at once, Better Auth would make a key for each.
    await alone(database, () => betterAuth(over(env, database)).api.getJwks())
    return done
  } finally {
    await database.destroy()
  }
}

/** Runs this in a transaction, and nowhere else at the same time. */
function alone<Result>(
  database: Database,
  work: (transaction: Transaction<unknown>) => Promise<Result>,
): Promise<Result> {
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction)
    return await work(transaction)
  })
}

async function migrateTables(env: Env, transaction: Transaction<unknown>): Promise<string> {
  const plan = await getMigrations(over(env, transaction))
  await plan.runMigrations()
  const tables = [...plan.toBeCreated, ...plan.toBeAdded].map(({ table }) => table)
  return tables.length === 0
    ? 'Schema auth is up to date.'
    : `Schema auth: made or extended ${tables.join(', ')}.`
}

function over(env: Env, db: Database) {
  return { ...authOptions(env), database: { db, type: 'postgres' as const } }
}
