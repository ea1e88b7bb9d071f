/** An address that cannot be decoded leads to where nothing is. So it is answered like every other wrong one: with the headers, counted,
 *  and by a page to whoever followed the link of a survey or of the console. */
export function readableUrl({ url = '/' }: { readonly url?: string | undefined }): string {
  const [path = ''] = url.split('?', 1)
  try {
    decodeURIComponent(path)
    return url
  } catch {
    const [, pages = ''] = /^(\/s|\/p|\/console)\//.exec(path) ?? []
    return `${pages}/unreadable`
  }
}
