import { defineEntity } from '../../../lib/decorators/define-entity.js'
import { defineUserType } from '../../../lib/decorators/define-user-type.js'
import { udt } from '../../../lib/cql/type-helpers.js'
import { refuseMissingFields } from '../../../lib/schema/compare/refuse-missing-fields.js'
import { errorOf } from '../../support/error-of.js'
import { fakeServer } from '../support/fake-server.js'
import { liveKeyspace, liveSchema } from '../support/live.js'
import { modelOf } from '../support/models.js'

const Address = defineUserType({ name: 'address', fields: { street: 'text', zip: 'int' } })
const Guest = defineEntity({
  name: 'guests',
  columns: { id: 'int', home: udt(() => Address), work: udt(() => Address) },
  partitionKey: ['id'],
})

it('says what would be lost, and the statement that helps, once', async () => {
  const address = { name: 'address', fields: new Map([['street', 'text']]) }
  const keyspace = { ...liveKeyspace([]), types: new Map([['address', address]]) }
  const { driver } = fakeServer({ live: () => liveSchema(keyspace) })
  const error = await errorOf(() => refuseMissingFields(driver, [modelOf(Guest)]))
  expect(error).toMatchObject({ code: 'E_SCHEMA_DRIFT', outcome: 'not_sent' })
  expect(error.message).toBe(
    'fields of user-defined types are missing, and values of them would be lost:\n' +
      '  - [shop.address.zip] does not exist; expected int, found nothing. ' +
      "Add them first: initialize() with synchronize: 'additive', unless their entities say synchronize: false, or by hand:\n" +
      'ALTER TYPE "shop"."address" ADD IF NOT EXISTS "zip" int;',
  )
})
