import { ClusteringColumn, Column, PartitionKey } from 'cassiform'

/** Accessor fields exist for standard decorators; legacy ones cannot see what they hold. */
class WithAccessors {
  @PartitionKey('uuid') accessor id!: string
  @ClusteringColumn('timestamp') accessor at = new Date()
  @Column('set<text>') accessor tags!: ReadonlySet<string>
  // @ts-expect-error a text in an int column
  @Column('int') accessor count!: string
  // @ts-expect-error a method is no column
  @Column('text') text(): string {
    return ''
  }
  // @ts-expect-error a getter is no column
  @Column('text') get title(): string {
    return ''
  }
}

/** Standard decorators see the type of private properties as well. */
class WithPrivates {
  @Column('text') private secret!: string
  // @ts-expect-error a text in an int column
  @Column('int') private count!: string
}
