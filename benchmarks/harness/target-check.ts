import { widthText } from './benchmark-case.js'
import { metrics } from './summary.js'
import type { Figures, Summary, SummaryRow } from './summary.js'

/** The means over all rows that the repository may reach. */
export const targetMeans: Figures = { latency: 1.05, cpu: 1.03 }

/** A row in which the repository is to be so many times as fast as the driver's mapper, which has no `IN` for it. */
export const mapperRow = { caseName: 'delete 10', factor: 1.5 }

/**
 * What misses the target: a mean above it or above the mapper's, a row slower than noise explains, the row of the mapper.
 * Empty: reached.
 */
export function missesOf({ rows, means }: Summary, label: string): readonly string[] {
  if (means[label] === undefined) return [`${label} was not measured`]
  return [
    ...meanMisses(means, label),
    ...rows.flatMap((row) => [...noiseMisses(row, label), ...mapperMisses(row, label)]),
  ]
}

function meanMisses(means: Summary['means'], label: string): readonly string[] {
  return metrics.flatMap((metric) => {
    const mean = means[label]![metric].median
    const rival = means.mapper?.[metric].median ?? Infinity
    const shown = `mean ${metric} of ${label}: ${mean.toFixed(3)}`
    return [
      ...(mean > targetMeans[metric] ? [`${shown}, above ${targetMeans[metric]}`] : []),
      ...(mean > rival ? [`${shown}, above the mapper's ${rival.toFixed(3)}`] : []),
    ]
  })
}

function noiseMisses({ caseName, width, noise, sides }: SummaryRow, label: string): readonly string[] {
  return metrics
    .filter((metric) => (sides[label]?.[metric].median ?? 0) > noise[metric])
    .map((metric) => {
      const ratio = sides[label]![metric].median.toFixed(3)
      return `${metric} of '${caseName}', ${widthText(width)}: ${ratio}, above the noise of ${noise[metric].toFixed(3)}`
    })
}

function mapperMisses({ caseName, width, sides }: SummaryRow, label: string): readonly string[] {
  const [own, mapper] = [sides[label], sides.mapper]
  if (caseName !== mapperRow.caseName || own === undefined || mapper === undefined) return []
  const factor = mapper.latency.median / own.latency.median
  if (factor >= mapperRow.factor) return []
  return [
    `'${caseName}', ${widthText(width)}: ${factor.toFixed(2)} times as fast as the mapper, not ${mapperRow.factor} times`,
  ]
}
