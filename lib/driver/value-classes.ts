import { types } from 'cassandra-driver'

/** The value classes of the driver: the only door through which the rest of the library reaches them. */
export const { BigDecimal, Duration, InetAddress, Integer, LocalDate, LocalTime, Uuid } = types
