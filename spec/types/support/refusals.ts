/** Code that must not compile, and the words by which every compiler must say why. */
export interface Refusal {
  readonly title: string
  readonly code: string
  readonly because: string
}

export const refusals: readonly Refusal[] = [
  {
    title: 'an incomplete partition key',
    code: `readings.find({ where: { sensorId: 'a' } })`,
    because: `Property 'day' is missing in type '{ sensorId: string; }'`,
  },
  {
    title: 'a clustering column skipped',
    code: `readings.find({ where: { ...partition, channel: 1 } })`,
    because: `Property 'at' is missing`,
  },
  {
    title: 'a column after a range',
    code: `readings.find({ where: { ...partition, at: MoreThan(at), channel: 1 } })`,
    because: `'channel' cannot be restricted after a range on 'at'`,
  },
  {
    title: 'an operator of another type',
    code: `readings.find({ where: { sensorId: In([1]), day: 'd' } })`,
    because: `Type 'number' is not assignable to type 'string'`,
  },
  {
    title: 'a column outside the key',
    code: `readings.find({ where: { ...partition, value: 1 } })`,
    because: `Refused<"'value' is no primary key column of this table">`,
  },
  {
    title: 'neither key nor index',
    code: `accounts.find({ where: { name: 'x' } })`,
    because: `but required in type '{ readonly `,
  },
  {
    title: 'a misspelt column',
    code: `readings.find({ where: { ...partition, valeu: 1 } })`,
    because: `Did you mean to write 'value'?`,
  },
  {
    title: 'no condition',
    code: `readings.find({})`,
    because: `Property 'where' is missing in type '{}'`,
  },
  {
    title: 'a condition that is undefined',
    code: `readings.find({ where: undefined })`,
    because: `Type 'undefined' is not assignable to type`,
  },
  {
    title: 'a column not selected',
    code: `readings.findOneOrFail({ where: rowKey, select: ['value'] }).then((row) => row.day)`,
    because: `Property 'day' does not exist on type 'Pick<Reading, "value">'`,
  },
  {
    title: 'a misspelt column in select',
    code: `readings.find({ where: partition, select: ['valeu'] })`,
    because: `Did you mean '"value"'?`,
  },
  {
    title: 'a key column in a patch',
    code: `readings.update(rowKey, { channel: 2 })`,
    because: `Refused<"'channel' is a primary key column: a row keeps its key">`,
  },
  {
    title: 'a regular column by partition key',
    code: `readings.update(partition, { value: 1 })`,
    because: `Refused<"'value' is no static column: give the whole key">`,
  },
  {
    title: 'half of the clustering columns in the key of an update',
    code: `readings.update({ ...partition, at }, { value: 1 })`,
    because: `Property 'channel' is missing`,
  },
  {
    title: 'a column outside the clustering columns in order',
    code: `readings.find({ where: partition, order: { value: 'asc' } })`,
    because: `'value' does not exist in type 'Order<Reading>'`,
  },
  {
    title: 'Append on a set',
    code: `readings.update(rowKey, { tags: Append(['a']) })`,
    because: `Type '"append"' is not assignable to type '"add" | "remove"'`,
  },
  {
    title: 'elements of another type',
    code: `readings.update(rowKey, { tags: Add([1]) })`,
    because: `Type 'number' is not assignable to type 'string'`,
  },
  {
    title: 'an insert without a required property',
    code: `accounts.insert({ id: 'a', email: 'e' })`,
    because: `Property 'name' is missing in type '{ id: string; email: string; }'`,
  },
  {
    title: 'delete with options for a condition',
    code: `readings.delete({ where: partition })`,
    because: `'where' does not exist in type 'KeyPrefix<Reading>'`,
  },
  {
    title: 'delete with options for a condition, without KEY',
    code: `devices.delete({ where: { id: 'a' } })`,
    because: `'where' does not exist in type 'LooseWhere<Device>'`,
  },
  {
    title: 'a misspelt option',
    code: `readings.find({ where: partition, limt: 1 })`,
    because: `Did you mean to write 'limit'?`,
  },
  {
    title: 'a map in select that asks for no column',
    code: `readings.find({ where: partition, select: { x: true } })`,
    because: `Refused<"'x' is no column of this table">`,
  },
  {
    title: 'a condition of a write on a key column',
    code: `readings.update(rowKey, { value: 1 }, { if: { channel: 1 } })`,
    because: `Refused<"'channel' is a primary key column, which finds the row">`,
  },
  {
    title: 'a misspelt option of a write',
    code: `readings.update(rowKey, { value: 1 }, { ifExist: true })`,
    because: `'ifExist' does not exist in type`,
  },
  {
    title: 'a page without its size',
    code: `readings.findPage({ where: partition })`,
    because: `Property 'pageSize' is missing in type`,
  },
  {
    title: 'a key that is not whole',
    code: `readings.findByKeys([partition])`,
    because: `is missing the following properties from type`,
  },
  {
    title: 'none of the literals',
    code: `jobs.find({ where: { queue: 'mial' } })`,
    because: `Type '"mial"' is not assignable to type`,
  },
  {
    title: 'a name in KEY that is no property',
    code: `hidden.find({ where: { id: 'a' } })`,
    because: `Refused<"KEY lists 'id', which is no public property of the entity">`,
  },
  {
    title: 'a property that does not fit its column',
    code: `class C { @Column('int') a!: string }`,
    because: `Mismatch<"property 'a' has a TypeScript type that its CQL type cannot hold">`,
  },
  {
    title: 'a property that does not fit its key column',
    code: `class C { @PartitionKey('uuid') id!: number }`,
    because: `Mismatch<"property 'id' has a TypeScript type that its CQL type cannot hold">`,
  },
  {
    title: 'a property that is no value of its enum',
    code: `class C { @Column('text', { enum: ['a', 'b'] }) c!: string }`,
    because: `Mismatch<"property 'c' has a TypeScript type that its CQL type cannot hold">`,
  },
  {
    title: 'an id generated for another type',
    code: `class C { @Column('text', { generated: 'uuid' }) c!: string }`,
    because: `Mismatch<"only columns of type uuid and timeuuid have generated ids">`,
  },
  {
    title: 'defineEntity: a key column that is no column',
    code: `defineEntity({ name: 't', columns: { id: 'uuid', at: 'int' }, partitionKey: ['ide'] })`,
    because: `Type '"ide"' is not assignable to type '"`,
  },
  {
    title: 'defineEntity: a clustering column that is no column',
    code: `defineEntity({ name: 't', columns: { id: 'uuid', at: 'int' }, partitionKey: ['id'], clusteringColumns: ['att'] })`,
    because: `Type '"att"' is not assignable to type 'ClusteringDefinition<`,
  },
  {
    title: 'defineEntity: an ordered clustering column that is no column',
    code: `defineEntity({ name: 't', columns: { id: 'uuid', at: 'int' }, partitionKey: ['id'], clusteringColumns: [{ att: 'desc' }] })`,
    because: `'att' does not exist in type '{ readonly `,
  },
  {
    title: 'defineEntity: a column twice in the key',
    code: `defineEntity({ name: 't', columns: { id: 'uuid', at: 'int' }, partitionKey: ['id'], clusteringColumns: ['id'] })`,
    because: `Mismatch<"'id' stands in the primary key twice">`,
  },
  {
    title: 'defineEntity: a static key column',
    code: `defineEntity({ name: 't', columns: { id: { type: 'uuid', static: true } }, partitionKey: ['id'] })`,
    because: `Mismatch<"'id' is static and cannot be part of the primary key">`,
  },
  {
    title: 'defineEntity: no key',
    code: `defineEntity({ name: 't', columns: { id: 'uuid' }, partitionKey: [] })`,
    because: `Source has 0 element(s) but target requires 1.`,
  },
  {
    title: 'defineEntity: a misspelt option of a column',
    code: `defineEntity({ name: 't', columns: { id: { type: 'uuid', nmae: 'x' } }, partitionKey: ['id'] })`,
    because: `Mismatch<"'nmae' is no option of a column here">`,
  },
  {
    title: 'defineEntity: a misspelt option',
    code: `defineEntity({ name: 't', coment: 'x', columns: { id: 'uuid' }, partitionKey: ['id'] })`,
    because: `Did you mean to write 'comment'?`,
  },
  {
    title: 'defineEntity: no type',
    code: `defineEntity({ name: 't', columns: { id: 1 }, partitionKey: ['id'] })`,
    because: `Type 'number' is not assignable to type '`,
  },
  {
    title: 'defineEntity: an incomplete partition key of the entity',
    code: `defined.find({ where: { b: 1 } })`,
    because: `Property 'a' is missing`,
  },
]
