import type { Insertable } from 'cassiform'
import { readDataFile } from './data-files.js'
import type { Earthquake } from './earthquake.js'

/** The parts of the GeoJSON feed of the USGS that are kept. */
interface Feed {
  readonly metadata: { readonly generated: number }
  readonly features: readonly Feature[]
}

interface Feature {
  readonly id: string
  readonly geometry: { readonly coordinates: readonly [longitude: number, latitude: number, depthKm: number] }
  readonly properties: {
    readonly time: number
    readonly type: string
    readonly mag: number
    readonly place: string
    readonly status: 'automatic' | 'reviewed'
    readonly felt: number | null
    /** `,geoserve,origin,` */
    readonly types: string
    readonly sources: string
  }
}

/** A week of seismic events, and when the feed was taken. */
export function readEarthquakes(): { readonly takenAt: Date; readonly events: readonly Insertable<Earthquake>[] } {
  const { metadata, features } = JSON.parse(readDataFile('earthquakes.json')) as Feed
  return { takenAt: new Date(metadata.generated), events: features.map(toEarthquake) }
}

function toEarthquake({ id, geometry, properties }: Feature): Insertable<Earthquake> {
  const [longitude, latitude, depthKm] = geometry.coordinates
  const occurredAt = new Date(properties.time)
  return {
    day: occurredAt.toISOString().slice(0, 10),
    occurredAt,
    id,
    kind: properties.type,
    magnitude: properties.mag,
    place: properties.place,
    latitude,
    longitude,
    depthKm,
    status: properties.status,
    // Undefined is not sent. A null would delete the cell, and Cassandra deletes by writing: 1,580 tombstones for
    // events that nobody reported, kept for days and read over by every query.
    felt: properties.felt ?? undefined,
    products: new Set(elementsOf(properties.types)),
    networks: new Set(elementsOf(properties.sources)),
  }
}

function elementsOf(list: string): string[] {
  return list.split(',').filter((element) => element !== '')
}
