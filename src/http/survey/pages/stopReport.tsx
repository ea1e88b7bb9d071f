import type { Program } from '../../../domain/program.ts'
import { programLanguage, programLanguages } from '../../../domain/programTexts.ts'
import { message } from '../../../locales/index.ts'
import type { Language } from '../../../locales/languages.ts'
import { nameIn } from '../../../locales/names.ts'
import { Notice } from './Notice.tsx'
import { writePage } from './Page.tsx'
import { senderOf } from './props.ts'

type ReportPageProps = {
  readonly program: Program
  readonly partner: string
  readonly language: Language
  readonly keep?: Readonly<Record<string, string>>
}

/** Asks whether the report is to come no more; only the POST stops it.
 *  @source MX-06 */
export function StopReportPage(props: ReportPageProps & { readonly action: string }): string {
  const { frame, names } = framed(props)
  const { language } = frame
  const title = message(language, 'stop-report.title')
  return writePage({
    ...frame,
    title,
    children: (
      <Notice title={title} body={message(language, 'stop-report.body', names)}>
        <form method="post" action={props.action}>
          <input type="hidden" name="language" value={language} />
          <button type="submit">{message(language, 'stop-report.confirm')}</button>
        </form>
      </Notice>
    ),
  })
}

/** The report comes no more. */
export function ReportStoppedPage(props: ReportPageProps): string {
  const { frame, names } = framed(props)
  const { language } = frame
  const title = message(language, 'report-stopped.title')
  return writePage({
    ...frame,
    title,
    children: <Notice title={title} body={message(language, 'report-stopped.body', names)} />,
  })
}

function framed({ program, partner, language: wanted, keep }: ReportPageProps) {
  const language = programLanguage(program, wanted)
  return {
    frame: { language, languages: programLanguages(program), keep, ...senderOf(program) },
    names: { partner: nameIn(language, partner), program: nameIn(language, program.name) },
  }
}
