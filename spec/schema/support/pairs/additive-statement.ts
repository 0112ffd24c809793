/**
 * The only statements that schema sync may send: they make what is not there, and say what the properties of a table are. None
 * of them takes anything away.
 */
export const additiveStatement =
  /^(?:CREATE (?:KEYSPACE|TYPE|TABLE|INDEX|MATERIALIZED VIEW) IF NOT EXISTS |ALTER (?:TABLE|TYPE) (?:"(?:[^"]|"")*"\.?)+ ADD IF NOT EXISTS |ALTER TABLE (?:"(?:[^"]|"")*"\.?)+ WITH )/
