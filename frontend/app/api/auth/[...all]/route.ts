import { getAuth } from '@/lib/auth'

const answer = (request: Request): Promise<Response> => getAuth().handler(request)

export { answer as GET, answer as POST }
