import { redirect } from 'next/navigation'

import { currentPerson } from '@/lib/auth'
import { HOME } from '@/lib/next-path'

export default async function Root(): Promise<never> {
  redirect((await currentPerson()) === null ? '/sign-in' : HOME)
}
