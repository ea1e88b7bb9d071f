import { DomainError } from '../../domain/errors.ts'

/** A place in a list that is sorted by creation, as text that callers pass back unread. */
export function cursorOf({ created_at, id }: { created_at: Date; id: string }): string {
  return Buffer.from(`${created_at.toISOString()} ${id}`).toString('base64url')
}

/** @throws {DomainError} request.invalid — it is not one of ours */
export function readCursor(cursor: string): { readonly createdAt: Date; readonly id: string } {
  const [, instant = '', id = ''] = written.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  const createdAt = new Date(instant)
  if (!Number.isNaN(createdAt.getTime())) return { createdAt, id }
  throw new DomainError('request.invalid', 'the cursor is not one of ours', [
    { field: '/cursor', expected: 'the cursor of an earlier answer', got: cursor },
  ])
}

const written = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([\w-]+)$/
