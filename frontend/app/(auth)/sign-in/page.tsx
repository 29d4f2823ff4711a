import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { currentPerson } from '@/lib/auth'
import { safeNext } from '@/lib/next-path'

import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

type SignInProps = { searchParams: Promise<{ next?: string; reason?: string; reset?: string }> }

export default async function SignIn({ searchParams }: SignInProps) {
  const { next, reason, reset } = await searchParams
  const ended = reason === 'ended'
  // Who was sent here because the API refused them stays: going back would only go in circles.
  if (!ended && (await currentPerson()) !== null) redirect(safeNext(next))
  return <SignInForm next={safeNext(next)} ended={ended} reset={reset === 'done'} />
}
