import '@testing-library/jest-dom/jest-globals'

import { afterEach } from '@jest/globals'
import { cleanup, configure } from '@testing-library/react'

import { forgetClientSecret } from '@/lib/client-secret'

// A limit for what never comes, not a wait: a busy machine may take its time.
configure({ asyncUtilTimeout: 5_000 })

afterEach(async () => {
  cleanup()
  forgetClientSecret()
  await leave()
  localStorage.clear()
})
