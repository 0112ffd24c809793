import { readEarthquakes } from '../../../examples/quickstart/read-earthquakes.js'
import { readWeather } from '../../../examples/quickstart/read-weather.js'

describe('readEarthquakes', () => {
  const { takenAt, events } = readEarthquakes()

  it('reads every event, each with a key of its own', () => {
    expect(events).toHaveLength(1707)
    expect(new Set(events.map(({ day, occurredAt, id }) => `${day} ${+occurredAt} ${id}`)).size).toBe(1707)
    expect(takenAt).toEqual(new Date('2018-02-07T01:49:14Z'))
  })

  it('makes an entity of a feature of the feed', () => {
    expect(events.find(({ id }) => id === 'us1000chhc')).toEqual({
      day: '2018-02-06',
      occurredAt: new Date('2018-02-06T15:50:42.400Z'),
      id: 'us1000chhc',
      kind: 'earthquake',
      magnitude: 6.4,
      place: '22km NNE of Hualian, Taiwan',
      latitude: 24.1737,
      longitude: 121.653,
      depthKm: 10.64,
      status: 'reviewed',
      felt: 261,
      products: new Set(
        'dyfi general-text geoserve losspager moment-tensor origin phase-data poster shakemap'.split(' '),
      ),
      networks: new Set(['us']),
    })
  })

  it('leaves out what the feed has as null', () => {
    expect(events.filter(({ felt }) => felt === undefined)).toHaveLength(1580)
    expect(events.flatMap((event) => Object.values(event)).filter((value) => value === null)).toEqual([])
  })
})

describe('readWeather', () => {
  it('reads every day', () => {
    const days = readWeather()
    expect(days).toHaveLength(1461)
    expect(new Set(days.map(({ date }) => date)).size).toBe(1461)
    expect(days[1]).toEqual({
      station: 'Seattle',
      year: 2012,
      date: '2012-01-02',
      weather: 'rain',
      precipitationMm: 10.9,
      highCelsius: 10.6,
      lowCelsius: 2.8,
      windMetresPerSecond: 4.5,
    })
  })
})
