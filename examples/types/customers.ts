import { recordStatements } from 'cassiform/testing'
import type { Question } from '../quickstart/question.js'
import { Address, Customer } from './customer.js'
import { show } from './show.js'

/** What is read are instances of the class, at any depth, with all that the class can do. */
export const userTypes: Question = {
  text: 'A customer has addresses. What are they read as?',
  columns: ['property', 'CQL', 'read', 'label'],
  async answer(db) {
    const customers = db.getRepository(Customer)
    const [mill, quay] = [address('Mill Lane 7', 'Leeds'), address('Quay 1', 'Hull')]
    const { id } = await customers.save(customers.create({ name: 'Ada', home: mill, delivery: mill, former: [quay] }))
    const { home, delivery, former } = await customers.findOneByOrFail({ id })
    return [
      ['home', 'frozen<address>', show(home), home?.label ?? '–'],
      ['delivery', 'address', show(delivery), delivery?.label ?? '–'],
      ['former', 'list<frozen<address>>', show(former), former.map(({ label }) => label).join('; ')],
    ]
  },
}

/** The same change twice: a frozen value is sent whole, of one that is not frozen only the field that changed. */
export const changedFields: Question = {
  text: 'Bob moves to the next house. How much of each address is sent?',
  columns: ['property', 'sent', 'read'],
  async answer(db) {
    const customers = db.getRepository(Customer)
    const [home, delivery] = [address('Quay 1', 'Hull'), address('Quay 1', 'Hull')]
    const bob = await customers.save(customers.create({ name: 'Bob', home, delivery, former: [] }))
    const recording = recordStatements(db)
    bob.home!.street = 'Quay 2'
    await customers.save(bob)
    bob.delivery!.street = 'Quay 2'
    await customers.save(bob)
    recording.stop()
    const [whole, byField] = recording.statements.map(({ params }) => params!.slice(0, -1).map(sent).join(', '))
    const read = await customers.findOneByOrFail({ id: bob.id })
    return [
      ['home', whole!, read.home!.label],
      ['delivery', byField!, read.delivery!.label],
    ]
  },
}

/** What is bound as unset leaves its cell alone. */
function sent(value: unknown): string {
  return value === undefined ? 'unset' : show(value)
}

function address(street: string, city: string): Address {
  return Object.assign(new Address(), { street, city, country: 'GB' })
}
