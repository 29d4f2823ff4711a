import { createTransport, type Transporter } from 'nodemailer'

const TIMEOUT_MS = 15_000

export type PasswordResetMail = { to: string; link: string; minutes: number }

/** @returns Null where no SMTP server is configured: then nothing offers to send mail. */
export function createMailer(smtpUrl: string | null, publicUrl: URL): Mailer | null {
  return smtpUrl === null ? null : new Mailer(smtpUrl, publicUrl)
}

export class Mailer {
  readonly #transport: Transporter
  readonly #from: string

  /**
   * @param smtpUrl - `smtp(s)://user:password@host:port`; `?from=` sets the sender's address.
   */
  constructor(smtpUrl: string, publicUrl: URL) {
    const url = new URL(smtpUrl)
    this.#from = url.searchParams.get('from') ?? `Errand <errand@${publicUrl.hostname}>`
    url.searchParams.delete('from')
    this.#transport = createTransport({
      url: url.href,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    })
  }

  async sendPasswordReset({ to, link, minutes }: PasswordResetMail): Promise<void> {
    await this.#transport.sendMail({
      from: this.#from,
      to,
      subject: 'Set a new Errand password',
      text: [
        'Somebody, probably you, asked to set a new password for your Errand account.',
        '',
        `Open this link within ${minutes} minutes to choose one:`,
        link,
        '',
        'If it was not you, ignore this message: your password stays as it is.',
      ].join('\n'),
    })
  }
}
