import type { Role } from '../../../db/keys.ts'
import type { Announcement } from '../../../letters/announcement.ts'
import { direction, type Language } from '../../../locales/languages.ts'
import { languageName } from './languageName.ts'
import { writePage } from './Page.tsx'

type AnnouncementPageProps = Announcement & {
  readonly engagementId: string
  readonly languages: readonly Language[]
  readonly survey: {
    readonly from: string
    readonly to: string
    readonly questions: readonly { readonly key: string; readonly text: string }[]
  }
  readonly role: Role
  readonly tasks: number | undefined
}

/** A letter to change, copy and send from the partner's own mail program. Nothing that is changed here is kept.
 *  @source FT-12 */
export function AnnouncementPage(props: AnnouncementPageProps): string {
  const { engagementId, language, languages, subject, text, survey, role, tasks } = props
  const title = 'Announce the survey'
  const mail = new URLSearchParams({ subject, body: text }).toString().replaceAll('+', '%20')
  const written = { lang: language, dir: direction(language) }
  return writePage({
    title,
    role,
    tasks,
    children: (
      <>
        <nav aria-label="Breadcrumb">
          <a href={`/console/engagements/${engagementId}`}>The engagement</a>
        </nav>
        <h1>{title}</h1>
        <p>
          Tell your customer that the survey is coming: it is answered more often then. Change this letter as you like
          and send it yourself. Plaudit neither keeps nor sends it.
        </p>
        <form className="card" action={`/console/engagements/${engagementId}/announcement`}>
          <label htmlFor="language">Language</label>
          <select id="language" name="language" defaultValue={language}>
            {languages.map((one) => (
              <option key={one} value={one}>
                {languageName(one)}
              </option>
            ))}
          </select>
          <button type="submit">Show in this language</button>
        </form>
        <section className="card">
          <label htmlFor="subject">Subject</label>
          <input id="subject" type="text" defaultValue={subject} {...written} />
          <label htmlFor="text">Letter</label>
          <textarea id="text" rows={16} defaultValue={text} {...written} />
          <p>
            <a href={`mailto:?${mail}`}>Open it in your mail program</a>
          </p>
        </section>
        <section className="card">
          <h2>What the survey is</h2>
          <p>
            It comes from {survey.from} and goes to {survey.to}. These are its questions:
          </p>
          <ol {...written}>
            {survey.questions.map(({ key, text: question }) => (
              <li key={key}>{question}</li>
            ))}
          </ol>
        </section>
      </>
    ),
  })
}
