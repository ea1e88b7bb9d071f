/** Where somebody goes after they signed in: the page they wanted, if it is one of the console.
 *  @param wanted from the address, so anybody may have written it */
export function localPage(wanted: string | undefined): string {
  if (!wanted || !URL.canParse(wanted, here)) return '/console'
  const { origin, pathname, search } = new URL(wanted, here)
  const isPage = pathname === '/console' || pathname.startsWith('/console/')
  return origin === here && isPage && pathname !== '/console/sign-in' ? `${pathname}${search}` : '/console'
}

const here = 'http://console.invalid'
