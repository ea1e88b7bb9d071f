export { answerErrors } from './answerErrors.ts'
export { ConfirmPage } from './ConfirmPage.tsx'
export { DeclinePage, OptOutPage } from './confirmations.tsx'
export { GiftPage } from './Gift.tsx'
export {
  AnsweredPage,
  BusyPage,
  DeclinedPage,
  ErrorPage,
  ExpiredPage,
  HeldPage,
  NotOpenPage,
  OptedOutPage,
  ThanksPage,
  UnknownPage,
} from './notices.tsx'
export { ReviewPage } from './ReviewPage.tsx'
export { ReviewsPage } from './ReviewsPage.tsx'
export { SurveyForm } from './SurveyForm.tsx'
export { ReportStoppedPage, StopReportPage } from './stopReport.tsx'
