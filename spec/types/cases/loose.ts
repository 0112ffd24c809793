import { expectTypeOf } from 'expect-type'
import { In, MoreThan } from 'cassiform'
import type { FullKey, LooseWhere, Where } from 'cassiform'
import { devices } from './entities.js'
import type { Device } from './entities.js'

// Without KEY the compiler does not know the key: every column may stand in a condition, its values are checked.
expectTypeOf<Where<Device>>().toEqualTypeOf<LooseWhere<Device>>()
expectTypeOf<FullKey<Device>['slot']>().toEqualTypeOf<number | undefined>()

devices.find({ where: { id: 'a' } })
devices.find({ where: { id: 'a', slot: MoreThan(1) } })
devices.find({ where: { model: 'x' } })
devices.update({ id: 'a', slot: 1 }, { model: 'x' })
devices.update({ id: 'a' }, { site: 'x' })
devices.delete({ id: 'a', slot: In([1, 2]) })
expectTypeOf(devices.find({ where: { id: 'a' }, select: ['model'] })).resolves.toEqualTypeOf<{ model: string }[]>()

// @ts-expect-error a number for a text column
devices.find({ where: { id: 1 } })
// @ts-expect-error numbers for a text column
devices.find({ where: { id: In([1]) } })
// @ts-expect-error a misspelt column
devices.find({ where: { id: 'a', modle: 'x' } })
// @ts-expect-error no condition
devices.find({})
// @ts-expect-error no condition
devices.find({ where: undefined })
// @ts-expect-error a misspelt column
devices.update({ id: 'a', slot: 1 }, { modle: 'x' })
// @ts-expect-error a key of another type
devices.update({ id: 'a', slot: 'x' }, { model: 'x' })
