import fc from 'fast-check'
import type { SchemaDifference } from '../../lib/errors/schema-error.js'
import type { TableModel } from '../../lib/model/table-model.js'
import { compareSchema } from '../../lib/schema/compare/compare-schema.js'
import type { LiveSchema, LiveUserType } from '../../lib/schema/live/live-schema.js'
import { needsAction, planSchema } from '../../lib/schema/plan-schema.js'
import { sameFieldType } from '../../lib/schema/compare/type-text.js'
import { liveKeyspace, liveSchema } from './support/live.js'
import { applied } from './support/memory-server.js'
import { tableModel, userTypeModel } from './support/user-types.js'

const features = { server: 'Cassandra 5.0.9', sai: true, vectors: true, linearSchema: false }
const typeNames = ['inner', 'Middle one', 'select', 'outer'] as const
const fieldNames = ['a', 'B', 'c "d"', 'e, f', 'g'] as const
const plain = ['int', 'text', 'list<int>', 'map<text, frozen<list<int>>>', 'tuple<int, text>', 'vector<float, 2>']
const wrappers = [(type: string) => type, (type: string) => `set<${type}>`, (type: string) => `tuple<int, ${type}>`]

/** Fields of the type at a place, which may hold the types before it. */
function fieldsAt(place: number) {
  const inner = typeNames.slice(0, place).map((name) => `frozen<"${name}">`)
  const type = fc
    .tuple(fc.constantFrom(...plain, ...inner), fc.constantFrom(...wrappers))
    .map(([text, wrap]) => wrap(text.replace(/^(list|map)(<.*)$/, 'frozen<$1$2>')))
  return fc
    .array(fc.tuple(fc.constantFrom(...fieldNames), type), { minLength: 1, maxLength: 4 })
    .map((entries): Fields => Object.fromEntries(entries))
}

type Fields = Readonly<Record<string, string>>

const world = fc.tuple(...typeNames.map((_, place) => fieldsAt(place)))

const depths = fc.array(fc.integer({ min: 1, max: typeNames.length }), { minLength: 1, maxLength: 3 })

/** Tables, each with some of the types and what those are made of, as a model lists them. */
function modelsOf([fields, tables]: readonly [readonly Fields[], readonly number[]]): TableModel[] {
  const types = typeNames.map((name, i) => userTypeModel(name, fields[i]!))
  return tables.map((depth, i) =>
    tableModel(`t${i}`, { [`c${depth}`]: `frozen<"${typeNames[depth - 1]!}">` }, types.slice(0, depth)),
  )
}

const differencesOf = (given: readonly TableModel[], live: LiveSchema) => compareSchema(given, live, { features })
const typesOf = ({ keyspaces }: LiveSchema) => [...keyspaces.get('shop')!.types.values()]

function apply(differences: readonly SchemaDifference[], live: LiveSchema): LiveSchema {
  return planSchema(differences).reduce((now, { cql }) => applied(now, cql), live)
}

/** Whether a model wants another type for a field than the one that is there. */
function retypes(given: readonly TableModel[], live: readonly LiveUserType[]): boolean {
  return given
    .flatMap(({ userTypes }) => userTypes)
    .some(({ name, fields }) => {
      const there = live.find((type) => type.name === name)?.fields
      return fields.some(({ fieldName, type }) => {
        const is = there?.get(fieldName)
        return is !== undefined && JSON.stringify(type) !== JSON.stringify(typeNamed(is))
      })
    })
}

function typeNamed(text: string) {
  return userTypeModel('x', { f: text }).fields[0]!.type
}

it('whatever was there and whatever is wanted: a plan leaves nothing to do and takes nothing away, or is refused', () => {
  let planned = 0
  fc.assert(
    fc.property(fc.tuple(world, depths), fc.tuple(world, depths), (one, other) => {
      const [older, newer] = [modelsOf(one), modelsOf(other)]
      const before = apply(differencesOf(older, liveSchema(liveKeyspace([]))), liveSchema(liveKeyspace([])))
      expect(differencesOf(older, before)).toEqual([])
      const differences = differencesOf(newer, before)
      const isRefused = differences.some(({ action }) => action === 'refuse')
      expect(isRefused).toBe(retypes(newer, typesOf(before)))
      if (isRefused) return
      planned++
      const after = apply(differences, before)
      expect(differencesOf(newer, after).filter(needsAction)).toEqual([])
      for (const { name, fields } of typesOf(before)) {
        const now = [...after.keyspaces.get('shop')!.types.get(name)!.fields]
        expect(now.slice(0, fields.size)).toEqual([...fields])
      }
      expect(differencesOf(older, after).filter(needsAction)).toEqual([])
    }),
    { numRuns: 400 },
  )
  expect(planned).toBeGreaterThan(20)
})

it('a field type is the same as itself without what freezes it', () => {
  fc.assert(
    fc.property(world, (fields) => {
      for (const text of fields.flatMap((one) => Object.values(one))) {
        expect(sameFieldType(text, text.replace(/^frozen<((?:list|map|set)<.*>)>$/, '$1'))).toBe(true)
      }
    }),
  )
})
