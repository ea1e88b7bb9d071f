import type { Evidence } from '../../src/domain/evidence.ts'
import type { Context } from '../../src/domain/standing/standing.ts'

/** A piece of evidence: an answer of Contoso on 1 March 2027, but for what a test says of it. */
export function piece(id: string, other: Partial<Omit<Evidence, 'id'>> = {}): Evidence {
  return {
    id,
    kind: 'response',
    partnerId: 'fabrikam',
    at: new Date('2027-03-01T12:00:00Z'),
    organisation: 'contoso',
    value: 4,
    exclusion: null,
    ...other,
  }
}

/** So many pieces of one organisation, a minute after one another. */
export function pieces(
  count: number,
  organisation: string,
  other: Partial<Omit<Evidence, 'id'>> = {},
): readonly Evidence[] {
  const at = other.at ?? new Date('2027-03-01T12:00:00Z')
  return Array.from({ length: count }, (_, i) =>
    piece(`${organisation}-${i + 1}`, { ...other, organisation, at: new Date(at.getTime() + i * 60_000) }),
  )
}

/** A partner in Berlin, looked at on 15 March 2027, whose membership is renewed on 1 April. */
export const berlin: Context = {
  asOf: new Date('2027-03-15T12:00:00Z'),
  timeZone: 'Europe/Berlin',
  renewsOn: '2027-04-01',
  competencies: [],
}
