import type { DataSource } from 'cassiform'
import { Announcement } from './announcement.js'
import { Departure } from './departure.js'
import { Station } from './station.js'

export const day = '2026-03-02'

const stations = [
  { code: 'YRK', name: 'York' },
  { code: 'LDS', name: 'Leeds' },
  { code: 'LEI', name: 'Leicester' },
  { code: 'NCL', name: 'Newcastle' },
]

/** Station, time, platform, destination, calls, seats. */
const departures: readonly (readonly [string, string, number, string, string, string])[] = [
  ['YRK', '07:58:00', 3, 'Newcastle', 'Darlington Durham', 'second=41 first=6 bicycle=2'],
  ['YRK', '08:12:00', 3, 'Leeds', 'Garforth', 'second=17'],
  ['YRK', '08:12:00', 5, 'Newcastle', 'Darlington', 'second=0 first=0'],
  ['YRK', '08:40:00', 9, 'Leeds', 'Garforth Crossgates', 'second=8 bicycle=4'],
  ['YRK', '09:05:00', 3, 'London', 'Doncaster Peterborough', 'second=90 first=22'],
  ['LDS', '08:05:00', 1, 'York', 'Garforth', 'second=25 bicycle=4'],
  ['LDS', '08:33:00', 8, 'Leicester', 'Sheffield Derby', 'second=12 first=0'],
  ['NCL', '08:25:00', 2, 'York', 'Durham Darlington', 'second=33 first=4'],
]

/** Writes the timetable of one day, and an announcement. */
export async function fillTimetable(db: DataSource): Promise<void> {
  await db.getRepository(Station).insert(stations)
  await db.getRepository(Announcement).insert({ station: 'YRK', words: 'The 08:12 to Leeds is late.' })
  await db.getRepository(Departure).insert(
    departures.map(([station, at, platform, to, calls, seats]) => ({
      station,
      day,
      at,
      platform,
      to,
      calls: new Set(calls.split(' ')),
      seats: new Map(seats.split(' ').map((seat) => seatOf(seat.split('=')))),
    })),
  )
}

function seatOf([kind = '', free]: readonly string[]): [string, number] {
  return [kind, Number(free)]
}
