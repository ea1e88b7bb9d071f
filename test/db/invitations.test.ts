import { describe, expect, it } from 'vitest'
import { findInvitationOf, markInvited } from '../../src/db/invitations.ts'
import { person } from '../support/ledger.ts'
import { portal } from '../support/portal.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()

describe('an invitation', () => {
  it('[FT-08] keeps that somebody may not be asked when their letter leaves after that was said', async () => {
    const { db } = world()
    const { open, name, see } = portal(world())
    const id = await open('withdrawn-meanwhile')
    await name(id, [person('meanwhile', { surveyEligible: 'no' })])
    const { id: contactId } = await db.selectFrom('contacts').select('id').executeTakeFirstOrThrow()

    await markInvited(db, { contactId, kind: 'survey-invitation' })
    await markInvited(db, { contactId, kind: 'survey-reminder' })

    expect((await see(id)).invitations).toEqual({ 'not-eligible': 1 })
    expect((await findInvitationOf(db, contactId))?.sent_at).not.toBeNull()
  })

  it('[FT-08] shows again what was sent, where somebody may be asked after all', async () => {
    const { db } = world()
    const { open, name, see } = portal(world())
    const id = await open('eligible-again')
    await name(id, [person('again', { surveyEligible: 'no' })])
    const contact = await db
      .selectFrom('contacts')
      .select('id')
      .where('engagement_id', '=', id)
      .executeTakeFirstOrThrow()
    await markInvited(db, { contactId: contact.id, kind: 'survey-invitation' })

    await name(id, [person('again')])

    expect((await see(id)).invitations).toEqual({ invited: 1 })
  })
})
