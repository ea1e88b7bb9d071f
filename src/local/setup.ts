import { loadConfig, loadDemoKeys } from '../config.ts'
import { openDatabase } from '../db/database.ts'
import { addGrant } from '../db/grants.ts'
import { ensureKey, type Role } from '../db/keys.ts'
import { addPartner } from '../db/partners.ts'
import { prepare } from '../prepare.ts'

/** The partner that `npm start` comes with. */
const fabrikam = {
  id: 'fabrikam',
  name: 'Fabrikam Consulting',
  country: 'DE',
  email: 'projects@fabrikam.example',
  psm_id: 'psm-nora',
  psm_name: 'Nora Lind',
  psm_email: 'nora.lind@plaudit.example',
  parent_id: null,
}

const config = loadConfig()
const demo = loadDemoKeys()
const db = openDatabase(config.DATABASE_URL, { connections: 2 })
try {
  await prepare(db)
  await addPartner(db, fabrikam)
  const partnerIds = [fabrikam.id]
  await ensureKey(db, { key: demo.OWNER_KEY, role: 'owner', partnerIds: [] })
  await ensureKey(db, { key: demo.PSM_KEY, role: 'psm', partnerIds })
  await ensureKey(db, { key: demo.PARTNER_KEY, role: 'partner', partnerIds })
  await ensureKey(db, { key: demo.SURVEY_MANAGER_KEY, role: 'survey-manager', partnerIds })
  const delegate = await ensureKey(db, { key: demo.DELEGATE_KEY, role: 'delegate', partnerIds: [] })
  await addGrant(db, { partnerId: fabrikam.id, keyId: delegate, grantedBy: 'setup' })
  const keys = {
    operator: config.OPERATOR_KEY,
    owner: demo.OWNER_KEY,
    psm: demo.PSM_KEY,
    partner: demo.PARTNER_KEY,
    'survey-manager': demo.SURVEY_MANAGER_KEY,
    delegate: demo.DELEGATE_KEY,
  } satisfies Record<Role, string | undefined>
  process.stdout.write(JSON.stringify({ keys, partner: fabrikam.id }))
} finally {
  await db.destroy()
}
