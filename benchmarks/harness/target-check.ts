import { widthText } from './benchmark-case.js'
import { metrics } from './summary.js'
import type { Summary } from './summary.js'

/** The mean over all rows that the repository may reach, latency and processor time each. */
export const targetMean = 1.05

/** What misses the target: a mean above it, or a row slower than noise explains. Empty: reached. */
export function missesOf({ rows, means }: Summary, label: string): readonly string[] {
  const mean = means[label]
  if (mean === undefined) return [`${label} was not measured`]
  const above = metrics
    .filter((metric) => mean[metric].median > targetMean)
    .map((metric) => `mean ${metric} of ${label}: ${mean[metric].median.toFixed(3)}, above ${targetMean}`)
  const outside = rows.flatMap(({ caseName, width, noise, sides }) =>
    metrics
      .filter((metric) => (sides[label]?.[metric].median ?? 0) > noise[metric])
      .map(
        (metric) =>
          `${metric} of '${caseName}', ${widthText(width)}: ${sides[label]![metric].median.toFixed(3)}, above the noise of ${noise[metric].toFixed(3)}`,
      ),
  )
  return [...above, ...outside]
}
