import { ClusteringColumn, Column, KEY, PartitionKey, Table } from 'cassiform'

/**
 * The weather of one day at one station. The question is "how was it here in these weeks?": a year of a station is one
 * partition of at most 366 rows, in the order of the calendar, so any stretch of days in it is one slice. The year is
 * in the partition key because stations report for ever and a partition must not grow for ever.
 */
@Table('weather_by_year', { comment: 'daily weather of one station and year, in calendar order' })
export class DailyWeather {
  declare readonly [KEY]?: { partition: ['station', 'year']; clustering: ['date'] }

  @PartitionKey('text') station!: string
  @PartitionKey('int') year!: number
  @ClusteringColumn('date') date!: string

  @Column('text') weather!: string
  @Column('double') precipitationMm!: number
  @Column('double') highCelsius!: number
  @Column('double') lowCelsius!: number
  @Column('double') windMetresPerSecond!: number
}
