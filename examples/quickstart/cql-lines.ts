/** Where a clause begins that gets a line of its own. `CLUSTERING ORDER BY` is no clause but an option of a table. */
const clauseStart =
  / (?=SET |VALUES |WHERE |PER PARTITION |WITH |ALLOW FILTERING)|(?<!PARTITION) (?=LIMIT )|(?<!DELETE) (?=FROM )|(?<!CLUSTERING) (?=ORDER BY )/

/** Where a statement of a batch begins, and where the batch ends. */
const memberStart = /(?<=^(?:[\d,]+ × )?BEGIN (?:UNLOGGED |COUNTER )?BATCH) |(?<= ;) /

/** Breaks CQL before its clauses and, where a line is still too long, between columns or options. */
export function cqlLines(cql: string, width: number): string[] {
  return cql.split(memberStart).flatMap((statement) => statementLines(statement, width))
}

function statementLines(cql: string, width: number): string[] {
  return cql.split(clauseStart).flatMap((clause, i) => {
    const indent = i === 0 ? '' : '  '
    const [first, ...more] = fill(piecesOf(clause), width - 4)
    return [indent + first, ...more.map((line) => `${indent}  ${line}`)]
  })
}

/** What stays together: a column, `PRIMARY KEY (("day"), "id")`, `AND comment = '…'`. */
function piecesOf(clause: string): string[] {
  if (clause.startsWith('WITH ')) return clause.split(/(?<= )(?=AND )/)
  const [columns = '', ...key] = clause.split(/(?=PRIMARY KEY)/)
  return [...columns.split(/(?<=, )|(?<= \()(?=")/), ...key]
}

/** As many pieces a line as fit. */
function fill(pieces: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const piece of pieces) {
    const last = lines.at(-1)
    if (last !== undefined && (last + piece).trimEnd().length <= width) lines[lines.length - 1] = last + piece
    else lines.push(piece)
  }
  return lines.map((line) => line.trimEnd())
}
