import type { ReactNode } from 'react'
import { message } from '../locales/index.ts'
import { ariaState, Problem, Words } from './parts.tsx'
import { type ControlProps, notApplicable, type Option } from './types.ts'

type ScaleProps = ControlProps & {
  readonly options: readonly Option[]
  readonly layout: 'steps' | 'points' | 'choices'
  readonly face: (option: Option) => ReactNode
  readonly children?: ReactNode
}

/** A question answered by choosing one point of a labelled scale, or N/A beside it: a radio group that works without a script.
 *  Its first radio has the id `q-<name>`, which the error summary links to. */
export function Scale({ options, layout, face, children, ...control }: ScaleProps): ReactNode {
  const { name, answer, mayPass, language } = control
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
        {mayPass && (
          <label className="option pass">
            <input type="radio" name={name} value={notApplicable} defaultChecked={answer === notApplicable} />
            <span className="face">{message(language, 'question.not-applicable')}</span>
          </label>
        )}
      </div>
    </fieldset>
  )
}
