import * as ts from 'typescript'
import * as cassiform from '../../../lib/index.js'
import {
  ClusteringColumn,
  Column,
  CounterColumn,
  DataSource,
  PartitionKey,
  StaticColumn,
  Table,
  udt,
  UserType,
} from '../../../lib/index.js'
import type { EntityClass } from '../../../lib/metadata/entity-metadata.js'
import type { SchemaError } from '../../../lib/errors/schema-error.js'
import { errorOf } from '../../support/error-of.js'
import { createKeyspace, localDataCenter, uniqueKeyspace } from './support/database.js'

jest.setTimeout(120_000)

const keyspace = uniqueKeyspace('Recipes')
const open: DataSource[] = []

async function start(...entities: EntityClass[]): Promise<DataSource> {
  const contactPoints = process.env.CASSANDRA_CONTACT_POINTS!.split(',')
  const options = { contactPoints, localDataCenter, keyspace, createKeyspace, logging: [] }
  const db = new DataSource({ ...options, entities, synchronize: 'additive' })
  open.push(db)
  return db.initialize()
}

afterAll(async () => {
  const db = await start()
  await db.schema.drop({ keyspace, confirm: keyspace })
  await Promise.all(open.map((one) => one.destroy()))
})

/** The recipe of the one difference for which the entities are refused. */
async function recipeOf(...entities: EntityClass[]): Promise<string> {
  const error = (await errorOf(() => start(...entities))) as unknown as SchemaError
  expect(error.code).toBe('E_SCHEMA_REFUSED')
  const recipes = error.differences.flatMap(({ recipe = [] }) => recipe)
  expect(recipes).toHaveLength(1)
  return recipes[0]!
}

/** Runs code of a recipe as it stands, with what a program that copies it has in scope. */
async function run(code: string, scope: Readonly<Record<string, unknown>>): Promise<unknown> {
  const { outputText } = ts.transpileModule(`return (async () => {\n${code}\n})()`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.None },
  })
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a recipe is code to run
  const run = new Function(...Object.keys(scope), outputText) as (...values: unknown[]) => Promise<unknown>
  return run(...Object.values(scope))
}

/** A recipe up to where the schema is brought up to date, and what comes after. */
function halves(recipe: string): [declared: string, copied: string] {
  const at = recipe.indexOf('\n// 3.')
  return [recipe.slice(0, at), recipe.slice(at)]
}

it('another type: a column beside it, filled and read in its place', async () => {
  @Table('measured')
  class Old {
    @PartitionKey('int') id!: number
    @ClusteringColumn('int') at!: number
    @Column('double') value?: number
  }
  const old = await start(Old)
  await old.getRepository(Old).insertMany([
    { id: 1, at: 1, value: 1.5 },
    { id: 1, at: 2 },
    { id: 2, at: 1, value: 3 },
  ])
  @Table('measured')
  class Measured {
    @PartitionKey('int') id!: number
    @ClusteringColumn('int') at!: number
    @Column('text') value?: string
  }
  const recipe = await recipeOf(Measured)
  expect(recipe).toContain(`//      @Column('double', { name: 'value' }) valueBefore`)
  @Table('measured')
  class Told {
    @PartitionKey('int') id!: number
    @ClusteringColumn('int') at!: number
    @Column('text', { name: 'value_2' }) value?: string
    @Column('double', { name: 'value' }) valueBefore?: number
  }
  const db = await start(Told)
  await db.getRepository(Told).insert({ id: 2, at: 1, value: 'newer' })
  await run(halves(recipe)[1], { db, Measured: Told })
  const rows = await db.getRepository(Told).findBy({ id: cassiform.In([1, 2]) })
  expect(rows.map(({ id, at, value }) => [id, at, value])).toEqual([
    [1, 1, '1.5'],
    [1, 2, undefined],
    [2, 1, 'newer'],
  ])
})

it('another primary key: a table beside it, filled by a class that only reads the old one', async () => {
  @Table('visits')
  class Old {
    @PartitionKey('int') id!: number
    @ClusteringColumn('timestamp') at!: Date
    @StaticColumn('text', { name: 'Odd "name"' }) site?: string
    @Column('list<text>') pages!: string[]
    @Column('text') country?: string
  }
  const old = await start(Old)
  const at = new Date(0)
  await old.getRepository(Old).insertMany([
    { id: 1, at, site: 's', pages: ['a', 'b'], country: 'nl' },
    { id: 2, at, pages: [], country: 'de' },
    { id: 3, at, pages: [] },
  ])
  class Columns {
    @PartitionKey('text') country!: string
    @ClusteringColumn('timestamp', { order: 'desc' }) at!: Date
    @ClusteringColumn('int') id!: number
    @Column('text', { name: 'Odd "name"' }) site?: string
    @Column('list<text>') pages!: string[]
  }
  @Table('visits')
  class Visit extends Columns {}
  const error = (await errorOf(() => start(Visit))) as unknown as SchemaError
  const { recipe } = error.differences.find(({ kind }) => kind === 'primary key')!
  const [declared, copied] = halves(recipe!)
  const VisitBefore = (await run(`${declared}\nreturn VisitBefore`, cassiform)) as EntityClass
  @Table('visits_2')
  class Told extends Columns {}
  const db = await start(Told, VisitBefore)
  await run(copied, { db, Visit: Told, VisitBefore })
  const rows = await db.getRepository(Told).findBy({ country: cassiform.In(['de', 'nl']) })
  expect(rows.map(({ country, id, site, pages }) => [country, id, site, pages])).toEqual([
    ['de', 2, undefined, []],
    ['nl', 1, 's', ['a', 'b']],
  ])
  expect(await db.getRepository(Told).count({ scan: true })).toBe(2)
})

it('out of a number into a counter: a table of counters', async () => {
  @Table('totals')
  class Old {
    @PartitionKey('text') name!: string
    @Column('int') total?: number
  }
  const old = await start(Old)
  await old.getRepository(Old).insertMany([{ name: 'a', total: 3 }, { name: 'b' }])
  class Columns {
    @PartitionKey('text') name!: string
    @CounterColumn() total?: bigint
  }
  @Table('totals')
  class Total extends Columns {}
  const [declared, copied] = halves(await recipeOf(Total))
  const TotalBefore = (await run(`${declared}\nreturn TotalBefore`, cassiform)) as EntityClass
  @Table('totals_2')
  class Told extends Columns {}
  const db = await start(Told, TotalBefore)
  await run(copied, { db, Total: Told, TotalBefore })
  expect(await db.getRepository(Told).findBy({ name: cassiform.In(['a', 'b']) })).toEqual([{ name: 'a', total: 3n }])
})

it('another type of a field: a field beside it, filled wherever the type is held', async () => {
  @UserType('address')
  class OldAddress {
    @Column('text') street!: string
    @Column('int') zip?: number
  }
  @Table('people')
  class Old {
    @PartitionKey('int') id!: number
    @Column(udt(() => OldAddress)) home?: OldAddress
    @Column(udt(() => OldAddress, { frozen: false })) work?: OldAddress
  }
  const old = await start(Old)
  const home = { street: 'a', zip: 7 }
  await old.getRepository(Old).insertMany([{ id: 1, home, work: home }, { id: 2 }])
  @UserType('address')
  class Address {
    @Column('text') street!: string
    @Column('text') zip?: string
  }
  @Table('people')
  class Person {
    @PartitionKey('int') id!: number
    @Column(udt(() => Address)) home?: Address
    @Column(udt(() => Address, { frozen: false })) work?: Address
  }
  const recipe = await recipeOf(Person)
  @UserType('address')
  class ToldAddress {
    @Column('text') street!: string
    @Column('text', { name: 'zip_2' }) zip?: string
    @Column('int', { name: 'zip' }) zipBefore?: number
  }
  @Table('people')
  class Told {
    @PartitionKey('int') id!: number
    @Column(udt(() => ToldAddress)) home?: ToldAddress
    @Column(udt(() => ToldAddress, { frozen: false })) work?: ToldAddress
  }
  const db = await start(Told)
  await run(halves(recipe)[1], { db, Person: Told })
  const [one] = await db.getRepository(Told).findBy({ id: 1 })
  expect([one?.home?.zip, one?.work?.zip]).toEqual(['7', '7'])
})
