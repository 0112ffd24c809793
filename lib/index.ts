/** The public surface: explicit names, nothing else. */

export { Column } from './decorators/column.js'
export { ClusteringColumn } from './decorators/clustering-column.js'
export { Discriminator, DiscriminatorValue } from './decorators/discriminator.js'
export type { DiscriminatorOptions } from './decorators/discriminator.js'
export { EventSubscriber } from './decorators/event-subscriber.js'
export {
  AfterInsert,
  AfterLoad,
  AfterRemove,
  AfterUpdate,
  BeforeInsert,
  BeforeRemove,
  BeforeUpdate,
  BeforeWrite,
} from './decorators/hooks.js'
export type { HookDecorator } from './decorators/hooks.js'
export { Index } from './decorators/index-decorator.js'
export { MaterializedView } from './decorators/materialized-view.js'
export type { MaterializedViewOptions } from './decorators/materialized-view.js'
export type { ViewDecorator } from './decorators/view-decorator.js'
export { PartitionKey } from './decorators/partition-key.js'
export { StaticColumn } from './decorators/static-column.js'
export { Table } from './decorators/table.js'
export type { TableOptions } from './decorators/table.js'
export { Computed } from './decorators/computed.js'
export type { ComputedOptions } from './decorators/computed.js'
export { CounterColumn } from './decorators/counter-column.js'
export type { CounterColumnOptions } from './decorators/counter-column.js'
export { CreateDateColumn, UpdateDateColumn } from './decorators/date-columns.js'
export type { DateColumnOptions } from './decorators/date-columns.js'
export { VersionColumn } from './decorators/version-column.js'
export type { VersionColumnOptions } from './decorators/version-column.js'
export { UserType } from './decorators/user-type.js'
export { defineEntity } from './decorators/define-entity.js'
export { defineUserType } from './decorators/define-user-type.js'
export type { DefinedClass, DefinedEntity, DefinedUserType } from './decorators/defined-entity.js'
export type { ClusteringColumnOptions, ColumnOptions, KeyColumnOptions } from './decorators/column-options.js'
export type { IndexOptions } from './decorators/index-declaration.js'
export type { ClassDecorator, FieldDecorator, Mismatch } from './decorators/field-decorator.js'

export { frozen, list, map, set, tuple, udt, vector } from './cql/type-helpers.js'
export type { JsTypeOf, Representation, TypedCqlType } from './cql/type-helpers.js'
export type { CqlType } from './cql/data-type.js'

export { And, Between, In, LessThan, LessThanOrEqual, MoreThan, MoreThanOrEqual } from './cql/operators.js'
export type { Operator } from './cql/operators.js'
export { Contains, ContainsEntry, ContainsKey, Like } from './cql/element-operators.js'
export { Token } from './cql/token-operator.js'
export { TupleRange } from './cql/tuple-range.js'
export type { TupleBounds, TupleRestriction } from './cql/tuple-range.js'
export { Raw } from './cql/raw-operator.js'
export { skip } from './cql/skip.js'
export { ElementIs, FieldIs, IsNull, NotEqual } from './cql/condition-operators.js'
export {
  Add,
  Append,
  Decrement,
  Increment,
  Prepend,
  Put,
  Remove,
  RemoveAt,
  SetAt,
  SetField,
} from './cql/assignments.js'
export type { Assignment } from './cql/assignments.js'

export { Element, Field, Similarity, Ttl, Writetime } from './cql/selections.js'
export type { Selection } from './cql/selections.js'

export { DataSource } from './data-source/data-source.js'
export type { DropOptions } from './data-source/schema-control.js'
export type { DataSourceOptions, EntityReference, SchemaSyncOptions } from './data-source/data-source-options.js'
export { CqlQuery } from './data-source/cql-query.js'
export type { QueryOptions } from './data-source/cql-query.js'
export type { Health } from './data-source/health.js'
export type { Metrics } from './data-source/metrics.js'
export { identifier } from './cql/raw-cql.js'
export type { Identifier } from './cql/raw-cql.js'
export type { QueryEvent, TraceEvent, WarningEvent } from './execution/observe.js'
export type { RawParameters } from './execution/raw/raw-values.js'
export type { Logger, LogTopic } from './data-source/logger.js'
export { snakeCase } from './model/naming-strategy.js'
export type { NamingStrategy } from './model/naming-strategy.js'
export type { DiscriminatorValueType, EntityClass, GeneratedId, ValueTransformer } from './metadata/entity-metadata.js'

export type {
  EntitySubscriberInterface,
  InsertEvent,
  LoadEvent,
  RemoveEvent,
  UpdateEvent,
  WriteEvent,
} from './repository/types/events.js'
export type { SubscriberReference } from './data-source/subscribers.js'
export { Repository } from './repository/repository.js'
export { QueryBuilder } from './repository/query-builder.js'
export type { RepositoryContext } from './repository/repository-parts.js'
export { Batch } from './repository/batches/batch.js'
export type {
  BatchResult,
  MemberDeleteOptions,
  MemberInsertOptions,
  MemberOptions,
  MemberRemoveOptions,
  MemberUpdateOptions,
} from './repository/batches/batch-types.js'
export type { BatchConflict, BatchOutcome } from './execution/batches/batch-outcome.js'
export type { RawMemberOptions } from './repository/batches/batch-members.js'
export type { BatchExecuteOptions, BatchOptions } from './repository/batches/batch-options.js'
export type { BatchExplanation } from './repository/explain/explain-batch.js'
export type { BatchLimits } from './execution/batches/batch-tally.js'
export type { BatchKind } from './driver/driver.js'
export type { BulkFailure, BulkProgress, BulkResult, BulkSettings } from './execution/bulk/bulk-options.js'
export type { PartitionGroupLimits } from './execution/bulk/partition-groups.js'
export type { ExplainableCalls } from './repository/types/explainable-calls.js'
export type { Explanation, StatementExplanation } from './repository/types/explanation.js'
export { KEY } from './decorators/key.js'
export type { KeySpec } from './decorators/key.js'
export type {
  ColumnsOf,
  CounterColumns,
  StaticCounterColumns,
  FullKey,
  KeyColumns,
  PartitionOnlyKey,
  UpdateKey,
} from './repository/types/key.js'
export type { DeleteWhere, LooseWhere, Order, Where } from './repository/types/criteria.js'
export type { Average, Nearest, NumberColumns, Row, Select, Sum } from './repository/types/row.js'
export type { Beside, Draft, Insertable, Patch, StaticPatch } from './repository/types/patch.js'
export type { Applied, ChangeResult, InsertResult } from './repository/types/applied.js'
export type { Conditions } from './repository/types/conditions.js'
export type { FoundOrCreated } from './repository/writes/entity-creator.js'
export type {
  AggregateOptions,
  FigureOptions,
  FigureWhere,
  FindAndCountOptions,
  FindManyOptions,
  FindOneOptions,
  FindOptions,
  ReadOptions,
} from './repository/types/read-options.js'
export type {
  BulkRemoveOptions,
  BulkWriteOptions,
  ClearOptions,
  CounterOptions,
  DeleteOptions,
  GroupingOptions,
  InsertOptions,
  OverwriteOptions,
  RemoveOptions,
  UpdateOptions,
} from './repository/types/write-options.js'
export type { ViewOptions } from './repository/types/view-options.js'
export type {
  FindPageOptions,
  Page,
  ScanOptions,
  ScanProgress,
  StreamOptions,
} from './repository/types/paging-options.js'
export type { ExecutionOptions, WriteOptions } from './execution/options.js'
export type { Consistency, SerialConsistency } from './driver/consistency.js'
export type { KeyspaceCreation, SynchroniseMode, SynchroniseResult } from './schema/synchronise-options.js'
export type { SchemaEvent, SchemaStage } from './schema/schema-event.js'

export { CassiformError, isCassiformError } from './errors/cassiform-error.js'
export type { ErrorDetails, Outcome } from './errors/cassiform-error.js'
export { BulkError } from './errors/bulk-error.js'
export type { BulkItemFailure } from './errors/bulk-error.js'
export { ConnectionError } from './errors/connection-error.js'
export { DecodeError } from './errors/decode-error.js'
export { EntityNotFoundError } from './errors/entity-not-found-error.js'
export { ExecutionError } from './errors/execution-error.js'
export { HookError } from './errors/hook-error.js'
export { LwtUnknownError } from './errors/lwt-unknown-error.js'
export type { LwtOutcome } from './errors/lwt-unknown-error.js'
export type { ExecutionDetails, ReplicaAnswers } from './errors/execution-error.js'
export { MappingError } from './errors/mapping-error.js'
export type { MappingProblem } from './errors/mapping-error.js'
export { OptionError } from './errors/option-error.js'
export { ScanError } from './errors/scan-error.js'
export { SchemaError } from './errors/schema-error.js'
export type { SchemaAction, SchemaDifference, SchemaObjectKind } from './errors/schema-error.js'
export { StatementError } from './errors/statement-error.js'
export { VersionConflictError } from './errors/version-conflict-error.js'
export type { VersionConflict } from './errors/version-conflict-error.js'
export { ValueError } from './errors/value-error.js'
