import type { Insertable } from 'cassiform'
import type { DailyWeather } from './daily-weather.js'
import { readDataFile } from './data-files.js'

/** Four years of daily weather in Seattle. */
export function readWeather(): readonly Insertable<DailyWeather>[] {
  const [, ...lines] = readDataFile('seattle-weather.csv').trim().split('\n')
  return lines.map(toDailyWeather)
}

/** `2012-01-02,10.9,10.6,2.8,4.5,rain` */
function toDailyWeather(line: string): Insertable<DailyWeather> {
  const [date = '', precipitation, high, low, wind, weather = ''] = line.trim().split(',')
  return {
    station: 'Seattle',
    year: Number(date.slice(0, 4)),
    date,
    weather,
    precipitationMm: Number(precipitation),
    highCelsius: Number(high),
    lowCelsius: Number(low),
    windMetresPerSecond: Number(wind),
  }
}
