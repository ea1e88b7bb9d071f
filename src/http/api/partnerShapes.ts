import { type Static, Type } from 'typebox'
import type { NewPartner, PartnerChange, PartnerRow } from '../../db/partners.ts'
import { isTimeZone } from '../../domain/calendar.ts'
import { psmId } from '../../domain/ids.ts'
import { partnerLevels } from '../../domain/vocabulary.ts'
import { languages } from '../../locales/languages.ts'
import { Country, closed, Email, Id, Name } from './shapes.ts'

const Psm = Type.Object({ id: Type.Optional(Id), name: Name, email: Email }, closed)

const TimeZone = Type.Refine(
  Type.String({ maxLength: 60, description: "IANA name; 'UTC' if not given", examples: ['Europe/Berlin'] }),
  isTimeZone,
  () => "must be the name of a time zone such as 'Europe/Berlin'",
)

export const NewPartnerBody = Type.Object(
  {
    id: Id,
    name: Name,
    country: Country,
    email: Type.Optional(Email),
    psm: Type.Optional(Psm),
    parentId: Type.Optional({ ...Id, description: 'The partner it belongs to' }),
    level: Type.Optional(
      Type.Enum(partnerLevels, { description: 'As a whole, a membership (if not given), or one of its locations' }),
    ),
    countryId: Type.Optional({ ...Id, description: "The vendor's id of the partner in its country" }),
    timeZone: Type.Optional(TimeZone),
    language: Type.Optional(Type.Enum(languages, { description: "For letters; the program's if not given" })),
  },
  closed,
)

export const Partner = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    country: Type.String(),
    email: Type.Optional(Type.String()),
    psm: Type.Optional(Type.Object({ id: Type.String(), name: Type.String(), email: Type.String() })),
    parentId: Type.Optional(Type.String()),
    level: Type.Enum(partnerLevels),
    countryId: Type.Optional(Type.String()),
    timeZone: Type.String(),
    language: Type.Optional(Type.Enum(languages)),
  },
  { $id: 'Partner' },
)

const Clearable = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Optional(Type.Union([schema, Type.Null()]))

/** What may change of a partner; null takes away, what is absent stays. */
export const PartnerChanges = Type.Object(
  {
    name: Type.Optional(Name),
    email: Clearable(Email),
    psm: Clearable(Psm),
    parentId: Clearable(Id),
    countryId: Clearable(Id),
    timeZone: Type.Optional(TimeZone),
    language: Clearable(Type.Enum(languages)),
  },
  { ...closed, minProperties: 1, description: 'null takes away, what is absent stays' },
)

export function changeOf(body: Static<typeof PartnerChanges>): PartnerChange {
  const { name, email, psm, parentId, countryId, timeZone, language } = body
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(psm !== undefined && psmOf(psm)),
    ...(parentId !== undefined && { parent_id: parentId }),
    ...(countryId !== undefined && { country_id: countryId }),
    ...(timeZone !== undefined && { time_zone: timeZone }),
    ...(language !== undefined && { language }),
  }
}

function psmOf(psm: Static<typeof Psm> | null | undefined) {
  return {
    psm_id: psm ? (psm.id ?? psmId(psm.email)) : null,
    psm_name: psm?.name ?? null,
    psm_email: psm?.email ?? null,
  }
}

export function rowOf(body: Static<typeof NewPartnerBody>): NewPartner {
  const { id, name, country, email, psm, parentId, level, countryId, timeZone, language } = body
  return {
    id,
    name,
    country,
    email: email ?? null,
    ...psmOf(psm),
    parent_id: parentId ?? null,
    country_id: countryId ?? null,
    language: language ?? null,
    ...(level && { level }),
    ...(timeZone && { time_zone: timeZone }),
  }
}

export function viewOf(row: PartnerRow): Static<typeof Partner> {
  const { id, name, country, email, parent_id: parentId, psm_id, psm_name, psm_email } = row
  const { level, country_id: countryId, time_zone: timeZone, language } = row
  return {
    id,
    name,
    country,
    level,
    timeZone,
    ...(email && { email }),
    ...(psm_id && psm_name && psm_email && { psm: { id: psm_id, name: psm_name, email: psm_email } }),
    ...(parentId && { parentId }),
    ...(countryId && { countryId }),
    ...(language && { language }),
  }
}

const own = {
  id: Type.String(),
  name: Type.String(),
  country: Type.String(),
  level: Type.Enum(partnerLevels),
  countryId: Type.Optional(Type.String()),
}
const Lowest = Type.Object({ ...own, children: Type.Array(Type.Object({}), { maxItems: 0 }) })
const Middle = Type.Object({ ...own, children: Type.Array(Lowest) })

export const PartnerTree = Type.Object({ ...own, children: Type.Array(Middle) })

/** As deep as there are levels: nothing belongs to a location. */
export function treeOf(root: PartnerRow, rows: readonly PartnerRow[]): Static<typeof PartnerTree> {
  const below = (parent: PartnerRow) => rows.filter((row) => row.parent_id === parent.id)
  const children = below(root).map((child) => ({
    ...nodeOf(child),
    children: below(child).map((lowest) => ({ ...nodeOf(lowest), children: [] })),
  }))
  return { ...nodeOf(root), children }
}

function nodeOf({ id, name, country, level, country_id: countryId }: PartnerRow) {
  return { id, name, country, level, ...(countryId && { countryId }) }
}
