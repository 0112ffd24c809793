import { expectTypeOf } from 'expect-type'
import {
  AfterLoad,
  BeforeInsert,
  Column,
  Discriminator,
  DiscriminatorValue,
  EventSubscriber,
  KEY,
  PartitionKey,
  Table,
} from 'cassiform'
import type { DataSource, EntityClass, EntitySubscriberInterface, InsertEvent, UpdateEvent } from 'cassiform'

@Table('notices')
abstract class Notice {
  declare readonly [KEY]?: { partition: ['userId'] }

  @PartitionKey('text') userId!: string
  @Discriminator() @Column('text') kind!: 'email' | 'sms'
  @Column('boolean') seen?: boolean
}

@DiscriminatorValue('email')
class EmailNotice extends Notice {
  @Column('text') subject?: string

  @BeforeInsert()
  async check(): Promise<void> {}

  @AfterLoad()
  loaded(): void {}
}

class Mistakes {
  // @ts-expect-error a discriminator compares by itself
  @Discriminator() kind!: Date

  // @ts-expect-error nothing is given to a hook
  @BeforeInsert()
  check(other: number): number {
    return other
  }
}

// @ts-expect-error a date is no discriminator
DiscriminatorValue(new Date())

@EventSubscriber()
class Audit implements EntitySubscriberInterface<EmailNotice> {
  listenTo(): EntityClass<EmailNotice> {
    return EmailNotice
  }

  beforeInsert({ entity }: InsertEvent<EmailNotice>): void {
    expectTypeOf(entity).toEqualTypeOf<EmailNotice>()
  }

  async afterUpdate({ entity, patch }: UpdateEvent<EmailNotice>): Promise<void> {
    expectTypeOf(entity).toEqualTypeOf<EmailNotice | undefined>()
    patch.subject = 'x'
  }
}

declare const db: DataSource
const key = { userId: 'ada' }
expectTypeOf(db.getRepository(Notice).findOneBy(key)).resolves.toEqualTypeOf<Notice | null>()
expectTypeOf(db.getRepository(EmailNotice).findOneBy(key)).resolves.toEqualTypeOf<EmailNotice | null>()
void db.getRepository(EmailNotice).update(key, { subject: 'x' }, { listeners: false })
// @ts-expect-error a column of a class is none of its base class
void db.getRepository(Notice).update(key, { subject: 'x' })

export const configured = { subscribers: [new Audit(), Audit] } satisfies Pick<
  NonNullable<ConstructorParameters<typeof DataSource>[0]>,
  'subscribers'
>
export { Mistakes }
