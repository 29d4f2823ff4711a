import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'

import { afterAll, beforeAll, expect, test } from '@jest/globals'

import { Mailer, createMailer } from '@/lib/mail'

type Letter = { from: string; to: string; text: string }

const letters: Letter[] = []
let server: Server

/** As much of an SMTP server as one letter needs. */
function receive(socket: Socket): void {
  const letter: Letter = { from: '', to: '', text: '' }
  let inText = false
  socket.setEncoding('utf8').write('220 test\r\n')
  socket.on('data', (chunk: string) => {
    if (inText) {
      letter.text += chunk
      if (!letter.text.endsWith('\r\n.\r\n')) return
      inText = false
      letters.push(letter)
      socket.write('250 taken\r\n')
      return
    }
    if (chunk.startsWith('MAIL FROM')) letter.from = chunk
    if (chunk.startsWith('RCPT TO')) letter.to = chunk
    inText = chunk.startsWith('DATA')
    socket.write(inText ? '354 go on\r\n' : chunk.startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n')
  })
}

beforeAll(async () => {
  server = createServer(receive).listen(0, '127.0.0.1').unref()
  await once(server, 'listening')
})
afterAll(async () => {
  server.close()
  await once(server, 'close')
})

const publicUrl = new URL('https://errand.example')

test('sends the link of a password reset to the person, from the address that is set', async () => {
  const { port } = server.address() as AddressInfo
  const mailer = new Mailer(`smtp://127.0.0.1:${port}?from=desk@errand.example`, publicUrl)
  const link = 'https://errand.example/reset-password?token=abc'

  await mailer.sendPasswordReset({ to: 'ann@example.org', link, minutes: 60 })

  expect(letters).toHaveLength(1)
  expect(letters[0]?.from).toContain('<desk@errand.example>')
  expect(letters[0]?.to).toContain('<ann@example.org>')
  expect(letters[0]?.text).toContain('/reset-password?token')
  expect(letters[0]?.text).toContain('within 60 minutes')
})

test('there is no mailer without an SMTP server', () => {
  expect(createMailer(null, publicUrl)).toBeNull()
})
