import { migrateAuth } from '../lib/migrate-auth'

try {
  console.log(await migrateAuth(process.env))
} catch (error) {
  console.error(`Schema auth was not changed: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
