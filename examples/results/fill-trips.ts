import type { DataSource } from 'cassiform'
import { Trip } from './trip.js'

export const saturday = { city: 'Ghent', day: '2026-05-02' }
export const sunday = { city: 'Ghent', day: '2026-05-03' }

const ada = { name: 'Ada', born: 1985 }
const bob = { name: 'Bob', born: 1999 }

/** Rides of one weekend. */
export const trips: readonly Trip[] = [
  trip(saturday, 'Castle', 7, 13, '2.10', ada, [
    ['Castle', 90],
    ['Harbour', 82],
  ]),
  trip(saturday, 'Castle', 9, 34, '4.35', bob, [
    ['Castle', 71],
    ['Museum', 40],
  ]),
  trip(saturday, 'Harbour', 7, 9, '1.80', bob, [['Harbour', 82]]),
  trip(saturday, 'Museum', 9, 21, '3.15', ada, [
    ['Museum', 40],
    ['Castle', 11],
  ]),
  trip(sunday, 'Harbour', 9, 55, '6.90', ada, [['Harbour', 100]]),
]

function trip(
  day: { readonly city: string; readonly day: string },
  station: string,
  bike: number,
  minutes: number,
  price: string,
  rider: { readonly name: string; readonly born: number },
  battery: readonly (readonly [string, number])[],
): Trip {
  return { ...day, station, bike, minutes, price, rider: { ...rider }, battery: new Map(battery) }
}

/** Writes the weekend; the weather of each day is written once, for its whole partition. */
export async function fillTrips(db: DataSource): Promise<void> {
  const repository = db.getRepository(Trip)
  await repository.insert(trips, { ttl: 86_400 })
  await repository.update(saturday, { weather: 'sun' })
  await repository.update(sunday, { weather: 'rain' })
}
