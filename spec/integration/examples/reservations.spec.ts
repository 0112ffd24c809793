import { versions } from '../../../examples/reservations/programmes.js'
import { conditions, findOrCreate, oneGuest, wishes } from '../../../examples/reservations/seats.js'
import type { Question } from '../../../examples/quickstart/question.js'
import { runExample } from './support/run-example.js'
import type { PrintedExample } from './support/run-example.js'

jest.setTimeout(120_000)

let example: PrintedExample

beforeAll(async () => {
  example = await runExample('reservations')
})

const printed = (question: Question) => example.rowsBelow(question)

describe('the reservations example, once built', () => {
  it('gives a seat to one guest, and tells the others', () => {
    const answers = printed(oneGuest).map(([, answer]) => answer)
    expect([...answers].sort()).toEqual(['has the seat', 'is told who has it', 'is told who has it'])
  })

  it('changes what is as it should be', () => {
    expect(printed(conditions)).toEqual([
      ['from Bob to Eve', 'no', '{"guest":"Ann"}'],
      ['from Ann or Bob to Eve', 'yes', '–'],
      ['seat 9Z, if it is there', 'no', '–'],
      ['open the show, once', 'yes', '–'],
      ['open it again', 'no', '{"isOpen":true}'],
      ['Ann gives it back', 'no', '{"guest":"Eve"}'],
    ])
  })

  it('creates once, and changes elements by their index', () => {
    expect(printed(findOrCreate)).toEqual([
      ['left', 'yes', '–'],
      ['right', 'no', 'yes'],
    ])
    expect(printed(wishes)).toEqual([
      ['SetAt(1, …)', 'aisle, two cushions, programme'],
      ['RemoveAt(0)', 'two cushions, programme'],
    ])
  })

  it('overwrites nothing that was not read', () => {
    expect(printed(versions)).toEqual([
      ['a new one', 'version 1'],
      ['theirs', 'version 2'],
      ['mine', 'conflict: expected version 1, there is 2'],
      ['mine, made of what is there now', 'version 3'],
    ])
  })

  it('leaves nothing behind', () => {
    expect(example.output).toMatch(/Keyspace reservations_\w+ is dropped\.\n$/)
  })
})
