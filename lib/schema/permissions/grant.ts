import { quoteIdentifier } from '../../cql/identifier.js'

/** A permission on a table, on a keyspace where no table is named, on all keyspaces where no keyspace is named either. */
export interface Grant {
  readonly permission: 'CREATE' | 'ALTER' | 'SELECT' | 'MODIFY'
  readonly keyspace?: string
  readonly table?: string
}

/** `GRANT ALTER ON TABLE "shop"."notes" TO "app"`: one permission, since lists of them came with later servers. */
export function grantCql({ permission, keyspace, table }: Grant, role: string): string {
  return `GRANT ${permission} ON ${resourceCql(keyspace, table)} TO ${quoteIdentifier(role)}`
}

function resourceCql(keyspace: string | undefined, table: string | undefined): string {
  if (keyspace === undefined) return 'ALL KEYSPACES'
  const name = quoteIdentifier(keyspace)
  return table === undefined ? `KEYSPACE ${name}` : `TABLE ${name}.${quoteIdentifier(table)}`
}

/** Permission and resource as one text, the resource as `LIST PERMISSIONS` prints it: `ALTER <table shop.notes>`. */
export function heldText(permission: string, resource: string): string {
  return `${permission} ${resource}`
}

/** Whether a role that holds `held`, texts of `heldText`, has a permission: on the resource itself or on what it is in. */
export function isHeld({ permission, ...resource }: Grant, held: ReadonlySet<string>): boolean {
  return [printed(resource), ...parentsOf(resource)].some((one) => held.has(heldText(permission, one)))
}

/** Each grant once, and none of what another one of them gives as well. */
export function withoutCovered(grants: readonly Grant[]): readonly Grant[] {
  const once = new Map(grants.map((grant) => [heldText(grant.permission, printed(grant)), grant]))
  return [...once.values()].filter(
    (grant) => !parentsOf(grant).some((parent) => once.has(heldText(grant.permission, parent))),
  )
}

type Resource = Omit<Grant, 'permission'>

const allKeyspaces = '<all keyspaces>'

function printed({ keyspace, table }: Resource): string {
  if (keyspace === undefined) return allKeyspaces
  return table === undefined ? `<keyspace ${keyspace}>` : `<table ${keyspace}.${table}>`
}

/**
 * Resources whose permissions hold for this one as well. `ALL TABLES IN KEYSPACE` stands for the keyspace too, since what is
 * needed there is for tables and types (CASSANDRA-17027).
 */
function parentsOf({ keyspace, table }: Resource): readonly string[] {
  if (keyspace === undefined) return []
  const tables = `<all tables in ${keyspace}>`
  return table === undefined ? [tables, allKeyspaces] : [tables, `<keyspace ${keyspace}>`, allKeyspaces]
}
