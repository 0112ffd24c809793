import type { ContactData } from '../tables/contacts.js'

/** Rows with a value of a user-defined type. */
export interface ContactOperations {
  insertContact(contact: ContactData): Promise<unknown>
  getContact(id: string): Promise<ContactData | null>
}
