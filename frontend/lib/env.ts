/** What this installation was started with. Read when it is needed, never while building. */
export type Env = {
  /** The address people use; its scheme decides whether cookies are marked secure. */
  publicUrl: URL
  secret: string
  databaseUrl: string
  /** `aud` of the tokens that open the API. */
  apiAudience: string
  /** Null: this installation cannot send mail. */
  smtpUrl: string | null
  chatkit: ChatKitEnv
}

export type ChatKitEnv = {
  scriptUrl: string
  domainKey: string | null
  /** Somebody else's element: it never gets a client secret of ours. */
  foreign: boolean
}

const OWN_SCRIPT = '/chatkit.js'

type Source = Record<string, string | undefined>

/**
 * @throws {Error} Names every missing variable at once.
 */
export function readEnv(source: Source = process.env): Env {
  const needed = ['BETTER_AUTH_URL', 'BETTER_AUTH_SECRET', 'AUTH_DATABASE_URL'] as const
  const missing = needed.filter((name) => !source[name])
  if (missing.length > 0) throw new Error(`Set ${missing.join(', ')} to start the pages.`)
  const publicUrl = new URL(source.BETTER_AUTH_URL ?? '')
  return {
    publicUrl,
    secret: source.BETTER_AUTH_SECRET ?? '',
    databaseUrl: source.AUTH_DATABASE_URL ?? '',
    apiAudience: source.ERRAND_API_AUDIENCE || `${publicUrl.origin}/api`,
    smtpUrl: source.SMTP_URL || null,
    chatkit: readChatKitEnv(source),
  }
}

/** The part that the pages and their content security policy need; it has a default for everything. */
export function readChatKitEnv(source: Source = process.env): ChatKitEnv {
  const scriptUrl = source.CHATKIT_SCRIPT_URL || OWN_SCRIPT
  return {
    scriptUrl,
    domainKey: source.CHATKIT_DOMAIN_KEY || null,
    foreign: scriptUrl !== OWN_SCRIPT,
  }
}
