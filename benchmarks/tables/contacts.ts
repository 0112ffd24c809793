import type { BenchmarkTable } from './table.js'

/** A value of a user-defined type. */
export interface AddressData {
  street: string
  city: string
  state: string
  zipcode: number
}

/** A person with an address. */
export interface ContactData {
  id: string
  name: string
  address: AddressData
}

/** Someone with an address like any other. */
export function contact(id: string): ContactData {
  return { id, name: 'Alice', address: { street: '123 Main St', city: 'Springfield', state: 'IL', zipcode: 62704 } }
}

export const contactsTable: BenchmarkTable = {
  name: 'contacts',
  columns: { id: 'uuid', name: 'text', address: 'frozen<address>' },
  primaryKey: 'id',
  types: { address: 'street text, city text, state text, zipcode int' },
}
