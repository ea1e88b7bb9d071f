import { writePage } from './Page.tsx'

/** @param next where to go after it, checked before */
export function SignInPage({ next, error }: { readonly next: string; readonly error?: string }): string {
  return writePage({
    title: error === undefined ? 'Sign in' : 'Error: Sign in',
    role: undefined,
    children: (
      <form className="card narrow" method="post" action="/console/sign-in">
        <h1>Sign in</h1>
        <label htmlFor="key">API key</label>
        <p className="quiet" id="key-hint">
          The key you were given for Plaudit, such as your portal's or your own.
        </p>
        {error !== undefined && (
          <p className="problem" id="key-problem" role="alert">
            {error}
          </p>
        )}
        <input
          id="key"
          name="key"
          type="password"
          autoComplete="current-password"
          spellCheck={false}
          autoCapitalize="none"
          required
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? 'key-hint' : 'key-problem key-hint'}
        />
        <input type="hidden" name="next" value={next} />
        <button type="submit">Sign in</button>
        <p className="quiet">You stay signed in on this device for 12 hours.</p>
      </form>
    ),
  })
}
