import type pg from 'pg'

type LetterTo = { readonly id: string; readonly kind: string; readonly to: string }

/** What the straightforward design does to the world: a row a letter, a row at the end. */
export function effects(db: Pick<pg.Pool, 'query'>) {
  return {
    async sendLetter({ id, kind, to }: LetterTo): Promise<void> {
      await db.query('insert into plain_letters values ($1, $2, $3) on conflict do nothing', [id, kind, to])
    },
    async close(id: string): Promise<void> {
      await db.query('insert into plain_scores values ($1) on conflict do nothing', [id])
    },
  }
}

export type Effects = ReturnType<typeof effects>

export const tables = `
  create table plain_letters (id text, kind text, recipient text, primary key (id, kind, recipient));
  create table plain_scores (id text primary key);
`
