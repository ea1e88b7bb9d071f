import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Role } from '../../../db/keys.ts'
import { hasRight } from '../../rights.ts'
import { roleNames } from './words.ts'

type PageProps = {
  /** Says where one is; the page's own heading is among its children. */
  readonly title: string
  /** Of whoever is signed in. */
  readonly role: Role | undefined
  /** How many tasks they have; absent where nobody counted. */
  readonly tasks?: number | undefined
  readonly children: ReactNode
}

/** A whole HTML document without script and inline style, so that the strictest policy can serve it. */
export function writePage(props: PageProps): string {
  return `<!doctype html>${renderToStaticMarkup(<Page {...props} />)}`
}

function Page({ title, role, tasks, children }: PageProps): ReactNode {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · Plaudit`}</title>
        <link rel="stylesheet" href="/assets/console.css" />
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the content
        </a>
        <header>
          <p className="wordmark">
            <a href="/console">Plaudit</a>
          </p>
          {role && <Sections role={role} tasks={tasks} />}
          {role && <SignedIn role={role} />}
        </header>
        <main id="main">{children}</main>
      </body>
    </html>
  )
}

function Sections({ role, tasks }: { readonly role: Role } & Pick<PageProps, 'tasks'>): ReactNode {
  return (
    <nav className="sections" aria-label="Sections">
      <a href="/console">Engagements</a>
      <a href="/console/referrals">Referrals</a>
      {hasRight(role, 'read imported evidence') && <a href="/console/evidence">Evidence</a>}
      {hasRight(role, 'do tasks') && (
        <a href="/console/tasks">Tasks{tasks !== undefined && tasks > 0 && <span className="count"> {tasks}</span>}</a>
      )}
    </nav>
  )
}

function SignedIn({ role }: { readonly role: Role }): ReactNode {
  return (
    <form className="signed-in" method="post" action="/console/sign-out">
      <span>{roleNames[role]}</span>
      <button type="submit" className="quiet-button">
        Sign out
      </button>
    </form>
  )
}
