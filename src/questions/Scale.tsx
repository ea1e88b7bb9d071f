import type { ReactNode } from 'react'
import { ariaState, Problem, Words } from './parts.tsx'
import type { ControlProps, Option } from './types.ts'

type ScaleProps = ControlProps & {
  readonly options: readonly Option[]
  readonly layout: 'steps' | 'points'
  readonly face: (option: Option) => ReactNode
  readonly children?: ReactNode
}

/** A question answered by choosing one point of a labelled scale: a radio group that works without a script.
 *  Its first radio has the id `q-<name>`, which the error summary links to. */
export function Scale({ options, layout, face, children, ...control }: ScaleProps): ReactNode {
  const { name, answer } = control
  return (
    <fieldset className="question" role="radiogroup" {...ariaState(control)}>
      <legend className="words">
        <Words {...control} />
      </legend>
      <Problem {...control} />
      {children}
      <div className={layout}>
        {options.map((option, index) => (
          <label className="option" key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              id={index === 0 ? `q-${name}` : undefined}
              defaultChecked={answer === option.value}
            />
            <span className="face">{face(option)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
