import 'reflect-metadata'
import {
  ClusteringColumn,
  Column,
  Computed,
  Discriminator,
  DiscriminatorValue,
  KEY,
  PartitionKey,
  StaticColumn,
  Table,
  UpdateDateColumn,
} from '../../lib/index.js'

/** What users are told: the discriminator is a regular column, so the key knows nothing of classes. */
@Table('notices')
export class Notice {
  declare readonly [KEY]?: { partition: ['userId']; clustering: ['at']; static: ['mood'] }

  @PartitionKey('text') userId!: string
  @ClusteringColumn('int', { order: 'desc' }) at!: number
  @Discriminator() @Column('text') kind?: string
  @StaticColumn('text') mood?: string | null
  @Column('boolean') seen?: boolean | null
}

@DiscriminatorValue('email')
export class EmailNotice extends Notice {
  declare readonly kind?: 'email' | 'urgent'

  @Column('text') subject?: string | null
  @Column('set<text>') recipients?: Set<string>
  @Column('text', { name: 'body_html' }) body?: string
  @Computed({ writetime: 'subject' }) readonly writtenAt?: bigint
}

@DiscriminatorValue('urgent')
export class UrgentEmail extends EmailNotice {
  @Column('int') priority?: number
}

@DiscriminatorValue('sms')
export class SmsNotice extends Notice {
  declare readonly kind?: 'sms'

  @Column('text') number?: string
  @Column('text', { name: 'body_text' }) body?: string
  @Column('frozen<set<text>>', { name: 'tags' }) tags?: Set<string>
  @UpdateDateColumn() changedAt?: Date
}

/** The discriminator leads the clustering columns: each class has its part of every partition. */
@Table('shapes')
export class Shape {
  declare readonly [KEY]?: { partition: ['drawing']; clustering: ['sort', 'id'] }

  @PartitionKey('int') drawing!: number
  @Discriminator() @ClusteringColumn('tinyint') sort!: number
  @ClusteringColumn('int') id!: number
  @Column('text') colour?: string
}

@DiscriminatorValue(1)
export class Circle extends Shape {
  @Column('double') radius?: number
}

@DiscriminatorValue(2)
export class Square extends Shape {
  @Column('double') side?: number
}

/** The discriminator is the last clustering column, and rows of no known class are read as the base class. */
@Table('signals')
export class Signal {
  @PartitionKey('int') day!: number
  @ClusteringColumn('int') at!: number
  @Discriminator({ unknown: 'base' }) @ClusteringColumn('ascii') kind!: string
  @Column('int') level?: number
}

@DiscriminatorValue('up')
export class UpSignal extends Signal {
  @Column('int') height?: number
}

@DiscriminatorValue('down')
export class DownSignal extends Signal {
  @Column('int') depth?: number
}
