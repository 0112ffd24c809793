import { readFileSync } from 'node:fs'

/** An event as it stands in the feed. */
interface Feature {
  readonly id: string
  readonly properties: {
    readonly time: number
    readonly mag: number
    readonly place: string
    readonly felt: number | null
    readonly status: string
    readonly type: string
    readonly types: string
  }
}

const folder = 'node_modules/vega-datasets/data'
const feed = JSON.parse(readFileSync(`${folder}/earthquakes.json`, 'utf8')) as {
  readonly metadata: { readonly generated: number; readonly count: number }
  readonly features: readonly Feature[]
}
/** Cells of the file as text: date, precipitation, high, low, wind, weather. */
const weather = readFileSync(`${folder}/seattle-weather.csv`, 'utf8')
  .split('\n')
  .slice(1)
  .flatMap((line) => (line === '' ? [] : [line.split(',')]))

/** What an answer must be, and how often statements are sent that are sent more than once. */
export interface Figures {
  readonly rows: readonly (readonly (string | number)[])[]
  readonly times: readonly number[]
}

/** Every figure of the report, worked out of the source files alone, in the order of the report. */
export function sourceFigures(): readonly Figures[] {
  return [
    filled(),
    perGroup(feed.features.map(utcDay)),
    perGroup(weather.map(([date]) => date!.slice(0, 4))),
    once(newestFirst('2018-02-06').slice(0, 5).map(brief)),
    once(aroundTheMainShock()),
    once(
      newestFirst('2018-02-06')
        .filter(({ properties }) => properties.mag >= 5)
        .map(brief),
    ),
    once([[iso(feed.metadata.generated).slice(0, 19).replace('T', ' ')]]),
    once(quarters()),
    once([november()]),
    once(lastThree()),
    { rows: review(), times: [2] },
    { rows: [[onFirstDay().length, blasts(), onFirstDay().length - blasts()]], times: [2, blasts()] },
  ]
}

function filled(): Figures {
  const days = new Set(feed.features.map(utcDay)).size
  const rows = [
    ['earthquakes.json', feed.metadata.count],
    ['seattle-weather.csv', weather.length],
  ]
  return { rows, times: [feed.features.length, days, weather.length] }
}

function perGroup(groups: readonly string[]): Figures {
  const names = [...new Set(groups)].sort()
  const rows = names.map((name) => [name, groups.filter((group) => group === name).length])
  return { rows: [...rows, ['total', groups.length]], times: [names.length] }
}

function once(rows: Figures['rows']): Figures {
  return { rows, times: [] }
}

function newestFirst(day: string): Feature[] {
  return feed.features.filter((event) => utcDay(event) === day).sort((a, b) => b.properties.time - a.properties.time)
}

function aroundTheMainShock(): Figures['rows'] {
  const [from, to] = [Date.UTC(2018, 1, 6, 15, 45), Date.UTC(2018, 1, 6, 16, 20)]
  const found = feed.features.filter(({ properties }) => properties.time >= from && properties.time < to)
  found.sort((a, b) => a.properties.time - b.properties.time)
  return found.map((event) => [...brief(event), event.properties.felt ?? '–'])
}

function quarters(): Figures['rows'] {
  return ['01', '04', '07', '10'].map((month) => {
    const [date, mm, high, low, , kind] = weather.find(([date]) => date === `2012-${month}-01`)!
    return [date!, kind!, Number(high), Number(low), Number(mm)]
  })
}

function november(): readonly number[] {
  const tenths = weather.flatMap(([date, mm]) => (date!.startsWith('2012-11-') ? Math.round(Number(mm) * 10) : []))
  return [tenths.length, tenths.filter((amount) => amount !== 0).length, tenths.reduce((a, b) => a + b) / 10]
}

function lastThree(): Figures['rows'] {
  const last = weather.slice(-3).reverse()
  return last.map(([date, , high, low, , kind]) => [date!, kind!, Number(high), Number(low)])
}

function review(): Figures['rows'] {
  const { properties } = feed.features.find(({ id }) => id === 'ak18381092')!
  const products = properties.types.slice(1, -1).split(',')
  return [
    ['before', properties.status, products.sort().join(', ')],
    ['after', 'reviewed', [...products, 'phase-data'].sort().join(', ')],
  ]
}

function onFirstDay(): Feature[] {
  return newestFirst('2018-01-31')
}

function blasts(): number {
  return onFirstDay().filter(({ properties }) => properties.type === 'quarry blast').length
}

function brief({ properties }: Feature): [string, number, string] {
  return [iso(properties.time).slice(11, 19), properties.mag, properties.place]
}

function utcDay({ properties }: Feature): string {
  return iso(properties.time).slice(0, 10)
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
