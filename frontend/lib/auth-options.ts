import type { BetterAuthOptions } from 'better-auth'
import { createAuthMiddleware } from 'better-auth/api'
import { jwt } from 'better-auth/plugins'

import { createAuthDialect } from './auth-pool'
import type { Env } from './env'
import { createMailer, type Mailer } from './mail'
import { PASSWORD_MAX, PASSWORD_MIN } from './password'

const RESET_MINUTES = 60
const DAY_SECONDS = 24 * 60 * 60

/** What the migration and the running pages share: both must mean the same tables. */
export function authOptions(env: Env) {
  const mailer = createMailer(env.smtpUrl, env.publicUrl)
  return {
    appName: 'Errand',
    baseURL: env.publicUrl.origin,
    secret: env.secret,
    trustedOrigins: (request) => ourOrigins(env.publicUrl, request),
    database: { dialect: createAuthDialect(env.databaseUrl), type: 'postgres', transaction: true },
    telemetry: { enabled: false },
    logger: { level: 'warn', disableColors: true },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      resetPasswordTokenExpiresIn: RESET_MINUTES * 60,
      revokeSessionsOnPasswordReset: true,
      ...(mailer && { sendResetPassword: resetByMail(mailer, env.publicUrl) }),
    },
    // The API asks the database whether a sign-in is alive; a cookie's copy would outlive it.
    session: {
      expiresIn: 7 * DAY_SECONDS,
      updateAge: DAY_SECONDS,
      cookieCache: { enabled: false },
    },
    rateLimit: RATE_LIMIT,
    advanced: {
      useSecureCookies: env.publicUrl.protocol === 'https:',
      database: { generateId: 'uuid' },
      // The front door overwrites this header with the one address it saw.
      ipAddress: { ipAddressHeaders: ['x-forwarded-for'] },
    },
    hooks: { before: endOtherSignIns },
    plugins: [apiToken(env)],
  } satisfies BetterAuthOptions
}

/** Seconds and requests per address and path. On in every mode, tests included. */
const RATE_LIMIT = {
  enabled: true,
  storage: 'database',
  window: 10,
  max: 100,
  customRules: {
    '/sign-in/email': { window: 60, max: 10 },
    '/sign-up/email': { window: 60, max: 10 },
    '/change-password': { window: 60, max: 5 },
    '/request-password-reset': { window: 300, max: 5 },
    '/reset-password': { window: 60, max: 5 },
    // A page that is opened is not an attempt at anything; every tab asks for these.
    '/token': { window: 10, max: 200 },
    '/jwks': { window: 10, max: 200 },
  },
} satisfies BetterAuthOptions['rateLimit']

/** A changed password ends every other sign-in, whatever the caller asked for. */
const endOtherSignIns = createAuthMiddleware(async (context) => {
  if (context.path !== '/change-password') return
  return { context: { body: { ...context.body, revokeOtherSessions: true } } }
})

/** The token that opens a chat session: who, by which sign-in, and nothing else about the person. */
function apiToken(env: Env) {
  return jwt({
    disableSettingJwtHeader: true,
    jwks: { keyPairConfig: { alg: 'EdDSA', crv: 'Ed25519' } },
    jwt: {
      issuer: env.publicUrl.origin,
      audience: env.apiAudience,
      expirationTime: '15m',
      definePayload: ({ session }) => ({ sid: session.id }),
    },
  })
}

function resetByMail(mailer: Mailer, publicUrl: URL) {
  return async ({ user, token }: { user: { email: string }; token: string }): Promise<void> => {
    const link = new URL('/reset-password', publicUrl)
    link.searchParams.set('token', token)
    // Not awaited: how long the answer takes must not tell whether the address has an account.
    void mailer
      .sendPasswordReset({ to: user.email, link: link.href, minutes: RESET_MINUTES })
      .catch((error: unknown) => console.error('password reset mail not sent', String(error)))
  }
}

const OWN_MACHINE = ['localhost', '127.0.0.1']

/**
 * Where our own pages may be open. On one's own machine that is any of its names and, behind a
 * forwarded port, any port: the front door says which one the browser asked for, and serves no
 * other host.
 */
function ourOrigins(publicUrl: URL, request: Request | undefined): string[] {
  if (!OWN_MACHINE.includes(publicUrl.hostname)) return [publicUrl.origin]
  const asked = request?.headers.get('x-forwarded-host') ?? ''
  const hosts = [...OWN_MACHINE.map((name) => withHostname(publicUrl, name)), publicUrl.host]
  if (OWN_MACHINE.includes(asked.split(':')[0] ?? '')) hosts.push(asked)
  return hosts.map((host) => `${publicUrl.protocol}//${host}`)
}

function withHostname(url: URL, hostname: string): string {
  return url.port === '' ? hostname : `${hostname}:${url.port}`
}
