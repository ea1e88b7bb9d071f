export { answerErrors } from './answerErrors.ts'
export { DeclinePage, OptOutPage } from './confirmations.tsx'
export {
  AnsweredPage,
  BusyPage,
  DeclinedPage,
  ErrorPage,
  ExpiredPage,
  OptedOutPage,
  ThanksPage,
  UnknownPage,
} from './notices.tsx'
export { SurveyForm } from './SurveyForm.tsx'
