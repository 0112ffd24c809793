/** `15:50:42`, in UTC. */
export function clock(moment: Date): string {
  return moment.toISOString().slice(11, 19)
}

/** `2018-02-06 15:50:42`, in UTC. */
export function dateAndClock(moment: Date): string {
  return moment.toISOString().slice(0, 19).replace('T', ' ')
}

/** A minute of a UTC day: `minute('2018-02-06', '15:45')`. */
export function minute(day: string, time: string): Date {
  return new Date(`${day}T${time}:00Z`)
}
