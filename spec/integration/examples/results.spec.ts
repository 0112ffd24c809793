import { nearest, nearestOfMaker } from '../../../examples/results/bicycles.js'
import { figures, listed } from '../../../examples/results/figures.js'
import { saturday, sunday, trips } from '../../../examples/results/fill-trips.js'
import { days, firstOfEach } from '../../../examples/results/groups.js'
import { parts, receipts } from '../../../examples/results/parts.js'
import { rentalOn } from '../../../examples/results/rental.js'
import type { Question } from '../../../examples/quickstart/question.js'
import { onServersWith } from '../support/server-features.js'
import { runExample } from './support/run-example.js'
import type { PrintedExample } from './support/run-example.js'

jest.setTimeout(120_000)

let example: PrintedExample

beforeAll(async () => {
  example = await runExample('results')
})

const printed = (question: Question) => example.rowsBelow(question)

const onSaturday = trips.filter(({ day }) => day === saturday.day)
const minutes = onSaturday.map((trip) => trip.minutes)
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

describe('the results example, once built', () => {
  it('answers every question in its order, and cleans up', () => {
    const titles = example.blocks.map(({ title }) => title)
    const { questions } = rentalOn(process.env.CASSIFORM_SERVER_RELEASE!)
    expect(titles[0]).toMatch(/^Cassandra \d/)
    expect(titles.slice(2, -1)).toEqual(questions.map(({ text }, i) => `${i + 1}. ${text}`))
    expect(titles.at(-1)).toMatch(/^Keyspace results_\w+ is dropped\.$/)
  })

  it('finds the first trip of each station, and every day', () => {
    const stations = [...new Set(onSaturday.map(({ station }) => station))]
    expect(printed(firstOfEach).map(([station]) => station)).toEqual(stations)
    expect(printed(days)).toEqual([
      [saturday.city, saturday.day, 'sun'],
      [sunday.city, sunday.day, 'rain'],
    ])
  })

  it('calculates as one would with the trips themselves', () => {
    const cents = onSaturday.map(({ price }) => Math.round(Number(price) * 100))
    expect(Object.fromEntries(printed(figures))).toEqual({
      trips: String(onSaturday.length),
      'sum of minutes': `${sum(minutes)}n`,
      'average of minutes': String(sum(minutes) / minutes.length),
      'sum of prices': `'${(sum(cents) / 100).toFixed(2)}'`,
      'average price': `'${(sum(cents) / 100 / cents.length).toFixed(2)}'`,
      longest: String(Math.max(...minutes)),
      'first station': `'${onSaturday.map(({ station }) => station).sort()[0]}'`,
      'average of none': '–',
    })
    expect(printed(listed)).toEqual([
      ['Castle', '7', String(onSaturday.length)],
      ['Castle', '9', String(onSaturday.length)],
    ])
  })

  it('shows parts of columns, and another class', () => {
    expect(printed(parts)).toEqual([
      ['7', 'Ada', '90 %', 'just now', '24 hours'],
      ['9', 'Bob', '71 %', 'just now', '24 hours'],
    ])
    expect(printed(receipts)).toEqual([['Bicycle 9: € 3.15']])
  })

  onServersWith('vectors').describe('what is alike', () => {
    it('is found', () => {
      const [first, second, third] = printed(nearest)
      expect([first, second, third].map((row) => row![1])).toEqual(['Cruiser', 'Tourer', 'Hauler'])
      const similarities = [first, second, third].map((row) => Number(row![2]))
      expect(similarities).toEqual([...similarities].sort((a, b) => b - a))
      expect(printed(nearestOfMaker)).toEqual([['Cruiser']])
    })
  })
})
