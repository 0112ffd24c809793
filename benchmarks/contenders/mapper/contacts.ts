import type { Client } from 'cassandra-driver'
import type { ContactOperations } from '../../operations/contacts.js'
import type { AddressData, ContactData } from '../../tables/contacts.js'
import { id, mapTable } from './model.js'

class Contact {}

class Address {
  constructor(
    readonly street: string,
    readonly city: string,
    readonly state: string,
    readonly zipcode: number,
  ) {}
}

const address = {
  name: 'address',
  toModel: ({ street, city, state, zipcode }: AddressData) => new Address(street, city, state, zipcode),
}

export function contactOperations(client: Client, keyspace: string): ContactOperations {
  const { model } = mapTable<ContactData>(client, keyspace, 'contacts', Contact, { id: id('id'), address })
  return {
    insertContact: (contact) => model.insert(contact),
    getContact: (key) => model.get({ id: key }),
  }
}
