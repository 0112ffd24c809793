import type { KEY } from '../../../lib/index.js'
import type { ContactOperations } from '../../operations/contacts.js'
import type { AddressData, ContactData } from '../../tables/contacts.js'
import type { Package, Topic } from './topic.js'

export function contactTopic({ Table, PartitionKey, Column, UserType, udt }: Package): Topic<ContactOperations> {
  @UserType('address')
  class Address implements AddressData {
    @Column('text') street!: string
    @Column('text') city!: string
    @Column('text') state!: string
    @Column('int') zipcode!: number
  }

  @Table('contacts')
  class Contact implements ContactData {
    declare readonly [KEY]?: { partition: ['id'] }
    @PartitionKey('uuid') id!: string
    @Column('text') name!: string
    @Column(udt(() => Address)) address!: Address
  }

  return {
    entities: [Contact],
    operations(db) {
      const contacts = db.getRepository(Contact)
      return {
        insertContact: (contact) => contacts.insert(contact),
        getContact: (id) => contacts.findOneBy({ id }),
      }
    },
  }
}
