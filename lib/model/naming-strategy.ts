/** How names of classes and properties become names of tables and columns, where none is given verbatim. */
export interface NamingStrategy {
  readonly tableName: (className: string) => string
  readonly columnName: (propertyName: string) => string
  /** Table and column names as stored; both already resolved. */
  readonly indexName: (table: string, column: string) => string
}

/** `sensorId` → `sensor_id`, `HTTPStatus` → `http_status`, `UserEvent` → `user_event`; never pluralised. */
export const snakeCase: NamingStrategy = {
  tableName: toSnakeCase,
  columnName: toSnakeCase,
  indexName: (table, column) => `${table}_${column}_idx`.replace(/[^A-Za-z0-9_]/g, '_'),
}

function toSnakeCase(name: string): string {
  return name
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1_$2')
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
}
