import type { types } from 'cassandra-driver'
import type { ContactOperations } from '../../operations/contacts.js'
import { contactsTable } from '../../tables/contacts.js'
import type { AddressData, ContactData } from '../../tables/contacts.js'
import { insertInto, selectFrom } from '../../tables/table.js'
import { firstOf, idempotent, idOf } from './bare-client.js'
import type { BareClient } from './bare-client.js'

class Address implements AddressData {
  street: string
  city: string
  state: string
  zipcode: number

  constructor(value: AddressData) {
    this.street = value.street
    this.city = value.city
    this.state = value.state
    this.zipcode = value.zipcode
  }
}

class Contact implements ContactData {
  id: string
  name: string
  address: Address

  constructor(row: types.Row) {
    this.id = idOf(row.id)
    this.name = row.name as string
    this.address = new Address(row.address as AddressData)
  }
}

export function contactOperations(client: BareClient, keyspace: string): ContactOperations {
  const insert = insertInto(keyspace, contactsTable)
  const get = selectFrom(keyspace, contactsTable, 'id = ?')
  return {
    insertContact: ({ id, name, address }) => client.execute(insert, [id, name, address], idempotent),
    getContact: async (id) => firstOf(Contact, await client.execute(get, [id], idempotent)),
  }
}
