import { And, Between, Element, In, LessThan, MoreThanOrEqual, Writetime } from '../../lib/index.js'
import { canEvaluate, forbidEvaluation } from '../../lib/codegen/evaluate.js'
import { buildBind, compileBind, interpretBind } from '../../lib/plan/writes/compile-bind.js'
import { buildHydrate, compileHydrate, interpretHydrate } from '../../lib/plan/reads/compile-hydrate.js'
import { cellMarker, limitMarker, listMarker, requiredMarker } from '../../lib/plan/marker.js'
import type { Marker } from '../../lib/plan/marker.js'
import { createOrigins, isNarrowed } from '../../lib/plan/loaded.js'
import { readSelect, resultsOf } from '../../lib/plan/reads/projection.js'
import type { DriverRow } from '../../lib/driver/driver.js'
import { Uuid } from '../../lib/driver/value-classes.js'
import { EmailNotice, Notice, SmsNotice } from '../support/notices.js'
import { plansOfClasses } from '../support/shared-plans.js'
import { errorOf } from '../support/error-of.js'
import { modelOf, Reading, sensorId } from '../support/sample-entities.js'

const model = modelOf(Reading)
const origins = createOrigins()
const originOf = origins.of
const column = (name: string) => model.columnOf.get(name)!

const row = {
  sensor_id: Uuid.fromString(sensorId),
  day: null,
  at: new Date(5),
  channel: 3,
  site: null,
  value: 1.5,
  tags: new Set(['a']),
  counts: null,
  samples: [1, 2],
  shape: null,
  note: 'x',
}

describe('bind, compiled and interpreted', () => {
  const markers: readonly Marker[] = [
    requiredMarker(column('channel'), { argument: 0, path: ['channel'] }),
    listMarker(column('channel'), { argument: 0, path: ['in', 'operands', 0] }),
    requiredMarker(column('channel'), { argument: 0, path: ['and', 'operands', 1, 'operands', 0] }),
    cellMarker(column('note'), { argument: 1, path: ['note'] }),
    limitMarker('limit', { argument: 2, path: ['limit'] }),
  ]
  const inputs: readonly (readonly [unknown, unknown, unknown])[] = [
    [{ channel: 1, in: In([1, 2]), and: And(MoreThanOrEqual(1), LessThan(9)) }, { note: 'n' }, { limit: 4 }],
    [{ channel: 1, in: In([]), and: And(MoreThanOrEqual(1), LessThan(9)) }, { note: null }, { limit: 1 }],
    [{ channel: -1, in: Between<unknown>([3], 0), and: And(MoreThanOrEqual(1), LessThan(0)) }, {}, { limit: 2 }],
  ]
  it.each(inputs)('agree', (first, second, third) => {
    const { run } = compileBind('bind', markers)
    expect(run(first, second, third)).toEqual(interpretBind('E', markers)(first, second, third))
  })

  it('agree on what they refuse, property by property', () => {
    const bad: readonly (readonly [unknown, unknown, unknown])[] = [
      [{ ...(inputs[0]![0] as object), channel: 1.5 }, {}, { limit: 4 }],
      [{ ...(inputs[0]![0] as object), channel: undefined }, {}, { limit: 4 }],
      [{ ...(inputs[0]![0] as object), in: In([1, 'x' as never]) }, {}, { limit: 4 }],
      [inputs[0]![0], { note: 5 }, { limit: 4 }],
      [inputs[0]![0], {}, { limit: 0 }],
    ]
    const say = (bind: (...input: [unknown, unknown, unknown]) => unknown) =>
      bad.map(([first, second, third]) => {
        try {
          return bind(first, second, third)
        } catch (error) {
          return String(error)
        }
      })
    const { bind } = buildBind('bind', 'E', markers)
    expect(say(bind)).toEqual(say(interpretBind('E', markers)))
    expect(say(bind).every((text) => /^(Value|Statement|Option)Error: \[E/.test(String(text)))).toBe(true)
  })

  it('says which property could not be read, with what its getter threw', async () => {
    const hostile = {
      get channel(): number {
        throw new Error('mine')
      },
    }
    for (const bind of [buildBind('bind', 'E', markers).bind, interpretBind('E', markers)]) {
      const error = await errorOf(() => bind(hostile, {}, {}))
      expect(error).toMatchObject({ code: 'E_UNREADABLE', property: 'channel', outcome: 'not_sent' })
      expect(error.cause).toEqual(new Error('mine'))
    }
  })

  it('reads names that would end a string', () => {
    const names = [`a"b`, 'a\\', 'a\n', '${x}', `'];throw 1;//`, '\u2028']
    const hostile = names.map((name): Marker => ({ ...markers[0]!, source: { argument: 0, path: [name] } }))
    const input = Object.fromEntries(names.map((name, i) => [name, i]))
    expect(compileBind('x";throw 1;//', hostile).run(input)).toEqual(names.map((_, i) => i))
  })
})

describe('hydrate, compiled and interpreted', () => {
  it.each(['entity', 'plain'] as const)('agree: %s', (kind) => {
    const target = kind === 'plain' ? kind : origins
    const compiled = compileHydrate(model, model.columns, target).run(row)
    const interpreted = interpretHydrate(model, model.columns, target)(row)
    expect(compiled).toEqual(interpreted)
    expect(Object.keys(compiled)).toEqual(Object.keys(interpreted))
    expect(Object.getPrototypeOf(compiled)).toBe(kind === 'entity' ? Reading.prototype : Object.prototype)
    expect(compiled).toEqual({
      sensorId,
      day: undefined,
      at: new Date(5),
      channel: 3,
      site: undefined,
      value: 1.5,
      tags: new Set(['a']),
      counts: new Map(),
      samples: [1, 2],
      shape: undefined,
      note: 'x',
    })
  })

  it('agree on parts of columns, and on other classes', () => {
    class View {
      readonly made = 'by its constructor'
      value?: number
    }
    const call = { model, method: 'find' }
    const projection = readSelect(call, { value: true, written: Writetime('value'), first: Element('counts', 'a') })
    const results = resultsOf(model, { projection, into: undefined })
    for (const target of ['plain', { into: View }] as const) {
      for (const cells of [{ value: 1, 'writetime 12': 5n, 'element 13': 2 }, {}] as DriverRow[]) {
        const compiled = compileHydrate(model, results, target).run(cells)
        const interpreted = interpretHydrate(model, results, target)(cells)
        expect(compiled).toEqual(interpreted)
        expect(Object.keys(compiled)).toEqual(Object.keys(interpreted))
        expect(Object.getPrototypeOf(compiled)).toBe(Object.getPrototypeOf(interpreted))
        expect([isNarrowed(compiled), isNarrowed(interpreted)]).toEqual([true, true])
      }
    }
  })

  it('share nothing mutable with the row', () => {
    const entity = compileHydrate(model, model.columns, origins).run(row) as Reading
    entity.at.setTime(99)
    entity.tags!.add('b')
    entity.samples!.push(3)
    expect(row).toMatchObject({ at: new Date(5), tags: new Set(['a']), samples: [1, 2] })
  })

  it('give every entity an empty collection of its own', () => {
    const hydrate = compileHydrate(model, model.columns, origins).run
    expect((hydrate(row) as Reading).counts).not.toBe((hydrate(row) as Reading).counts)
  })

  it('mark entities as loaded, invisibly', () => {
    const entity = compileHydrate(model, model.columns, origins).run(row)
    expect(originOf(entity)).toBe(row)
    expect(originOf({ ...entity })).toBeUndefined()
    expect(originOf(structuredClone({ ...entity }))).toBeUndefined()
    expect(Reflect.ownKeys(entity)).toEqual(model.columns.map(({ propertyName }) => propertyName))
  })

  it('write one line a column, and are named', () => {
    const { source } = compileHydrate(model, [column('channel'), column('tags')], 'plain')
    expect(source).toBe(
      [
        'function hydrate_Reading(row) {',
        '  const entity = {};',
        '  let v;',
        '  entity["channel"] = (v = row["channel"]) == null ? undefined : v;',
        '  entity["tags"] = (v = row["tags"]) == null ? empty1() : decode0(v);',
        '  markNarrowed2(entity);',
        '  return entity;',
        '}',
      ].join('\n'),
    )
  })
})

describe('hydrate of several classes, compiled and interpreted', () => {
  const cells = { user_id: 'ada', at: 1, mood: null, seen: true, subject: 's', number: 'n', priority: 3 }
  const all = [
    { ...cells, kind: 'sms', tags: new Set(['a']) },
    { ...cells, kind: 'email', recipients: null },
    { ...cells, at: null, kind: null },
  ]

  it('agree, class by class', () => {
    const hydrate = () => {
      const plans = plansOfClasses(Notice, EmailNotice, SmsNotice)
      const { plan } = plans(Notice).select('find', { where: { userId: 'ada' } })
      return { entities: all.map((one) => plan.hydrate(one)), source: plan.source.hydrate }
    }
    const compiled = hydrate()
    const restore = forbidEvaluation()
    const interpreted = hydrate()
    restore()
    expect(compiled.source).toContain('function hydrate_SmsNotice(row)')
    expect(interpreted.source).toBeUndefined()
    expect(compiled.entities.map((one) => one.constructor)).toEqual([SmsNotice, EmailNotice, Notice])
    expect(interpreted.entities.map((one) => one.constructor)).toEqual([SmsNotice, EmailNotice, Notice])
    expect(compiled.entities).toEqual(interpreted.entities)
    expect(compiled.entities.map((one) => Object.keys(one))).toEqual(
      interpreted.entities.map((one) => Object.keys(one)),
    )
  })
})

describe('where code generation is forbidden', () => {
  it('everything is interpreted', () => {
    expect(canEvaluate()).toBe(true)
    const restore = forbidEvaluation()
    try {
      const { bind, source } = buildBind('bind', 'E', [
        requiredMarker(column('channel'), { argument: 0, path: ['channel'] }),
      ])
      expect([bind({ channel: 2 }), source]).toEqual([[2], undefined])
      expect(buildHydrate(model, [column('channel')], 'plain')).toMatchObject({ source: undefined })
    } finally {
      restore()
    }
    expect(canEvaluate()).toBe(true)
  })
})
