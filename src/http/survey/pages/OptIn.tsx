import type { ReactNode } from 'react'

/** Lets a text be published as a review. Never chosen beforehand.
 *  @source PC-06 */
export function OptIn({ text, isChosen }: { readonly text: string; readonly isChosen: boolean }): ReactNode {
  return (
    <div className="choices opt-in">
      <label className="option">
        <input type="checkbox" name="publish" value="yes" defaultChecked={isChosen} />
        <span className="face">{text}</span>
      </label>
    </div>
  )
}
