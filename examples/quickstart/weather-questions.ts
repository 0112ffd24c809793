import { Between, In } from 'cassiform'
import { DailyWeather } from './daily-weather.js'
import type { Question } from './question.js'

const station = 'Seattle'
const years = [2012, 2013, 2014, 2015]

/** One partition a year. */
export const daysOfEachYear: Question = {
  text: 'How many days of weather does each year have?',
  columns: ['year', 'days'],
  async answer(db) {
    const weather = db.getRepository(DailyWeather)
    const counts = await Promise.all(years.map((year) => weather.count({ where: { station, year } })))
    const total = counts.reduce((sum, count) => sum + count, 0)
    return [...years.map((year, i) => [String(year), counts[i] ?? 0]), ['total', total]]
  },
}

/** `In` on a clustering column: several rows of one partition in one read. */
export const beginningsOfQuarters: Question = {
  text: 'How was the weather in Seattle when each quarter of 2012 began?',
  columns: ['date', 'weather', 'high °C', 'low °C', 'mm'],
  async answer(db) {
    const date = In(['2012-01-01', '2012-04-01', '2012-07-01', '2012-10-01'])
    const days = await db.getRepository(DailyWeather).findBy({ station, year: 2012, date })
    return days.map((day) => [day.date, day.weather, day.highCelsius, day.lowCelsius, day.precipitationMm])
  },
}

/** Both ends included. The slice is small: what CQL does not sum up, one line of code does. */
export const wetNovember: Question = {
  text: 'How wet was November 2012?',
  columns: ['days', 'wet days', 'mm'],
  async answer(db) {
    const date = Between('2012-11-01', '2012-11-30')
    const days = await db
      .getRepository(DailyWeather)
      .find({ where: { station, year: 2012, date }, select: ['precipitationMm'] })
    const amounts = days.map((day) => day.precipitationMm)
    const total = amounts.reduce((sum, mm) => sum + mm, 0)
    return [[days.length, amounts.filter((mm) => mm > 0).length, Number(total.toFixed(1))]]
  },
}

/** The order of the table or exactly its reverse: anything else would be a sort, which belongs to another table. */
export const lastDaysOnRecord: Question = {
  text: 'Which are the last three days on record?',
  columns: ['date', 'weather', 'high °C', 'low °C'],
  async answer(db) {
    const days = await db
      .getRepository(DailyWeather)
      .find({ where: { station, year: 2015 }, order: { date: 'desc' }, limit: 3 })
    return days.map(({ date, weather, highCelsius, lowCelsius }) => [date, weather, highCelsius, lowCelsius])
  },
}
