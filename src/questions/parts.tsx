import type { ReactNode } from 'react'
import { message } from '../locales/index.ts'
import { direction, type Language } from '../locales/languages.ts'
import type { ControlProps } from './types.ts'

/** The words of a question, and whether it must be answered. */
export function Words({ text, textLanguage, required, language }: ControlProps): ReactNode {
  return (
    <>
      {textLanguage === undefined ? text : <InLanguage language={textLanguage} text={text} />}
      {required && <span className="mark"> {message(language, 'question.required')}</span>}
    </>
  )
}

function InLanguage({ language, text }: { readonly language: Language; readonly text: string }): ReactNode {
  return (
    <span lang={language} dir={direction(language)}>
      {text}
    </span>
  )
}

/** What is wrong with the answer, next to it. */
export function Problem({ name, error }: ControlProps): ReactNode {
  if (error === undefined) return null
  return (
    <p className="problem" id={`e-${name}`}>
      {error}
    </p>
  )
}

/** What assistive technology hears of the element that holds the answer. */
export function ariaState({ name, required, error }: ControlProps): AriaState {
  return {
    ...(required && { 'aria-required': true }),
    ...(error !== undefined && { 'aria-invalid': true, 'aria-describedby': `e-${name}` }),
  }
}

type AriaState = {
  readonly 'aria-required'?: boolean
  readonly 'aria-invalid'?: boolean
  readonly 'aria-describedby'?: string
}
