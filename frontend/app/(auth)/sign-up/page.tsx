import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { currentPerson } from '@/lib/auth'
import { safeNext } from '@/lib/next-path'

import { SignUpForm } from './sign-up-form'

export const metadata: Metadata = { title: 'Create an account' }

export default async function SignUp({
  searchParams,
}: {
  searchParams: Promise<{ next?: string }>
}) {
  const { next } = await searchParams
  if ((await currentPerson()) !== null) redirect(safeNext(next))
  return <SignUpForm next={safeNext(next)} />
}
