import 'reflect-metadata'
import { ClusteringColumn, Column, Index, PartitionKey, Table, tuple, udt, UserType, vector } from '../../lib/index.js'
import { modelOf } from '../support/sample-entities.js'
import { mistakesOf } from './support/mistakes.js'

@UserType()
class Place {
  @Column('text') name?: string
}

describe('indexes of vectors', () => {
  it('are SAI indexes on floats, by a similarity or the default of the server', () => {
    @Table()
    class Near {
      @PartitionKey('int') id!: number
      @Column(vector('float', 3), { index: { using: 'sai' } }) a?: Float32Array
      @Column(vector('float', 1), { index: { using: 'sai', similarity: 'euclidean' } }) b?: Float32Array
      @Column(vector('float', 1), { index: { using: 'sai', similarity: 'dot_product' } }) c?: Float32Array
      @Column(vector('float', 2), { index: { using: 'sai', similarity: 'cosine' } }) d?: Float32Array
    }
    expect(mistakesOf(Near)).toEqual([])
    expect(modelOf(Near).indexes.map(({ name, options }) => [name, options])).toEqual([
      ['near_a_idx', {}],
      ['near_b_idx', { similarity_function: 'euclidean' }],
      ['near_c_idx', { similarity_function: 'dot_product' }],
      ['near_d_idx', { similarity_function: 'cosine' }],
    ])
  })

  it('are refused where they could find nothing', () => {
    const noSai =
      "is a vector with an index that cannot find what is near; expected a SAI index. Use @Index({ using: 'sai', similarity: 'cosine' })."
    const noCosine =
      "is a vector of one dimension, for which there is no cosine. Use similarity: 'euclidean' or 'dot_product'."
    @Table()
    class Wrong {
      @PartitionKey('int') id!: number
      @Column(vector('float', 3), { index: true }) plain?: Float32Array
      @Column(vector('float', 3), { index: { similarity: 'cosine' } }) secondary?: Float32Array
      @Column(vector('int', 3), { index: { using: 'sai' } }) ofInt?: number[]
      @Column(vector(tuple('int'), 3), { index: { using: 'sai' } }) ofTuple?: never
      @Column(vector('float', 1), { index: { using: 'sai' } }) one?: Float32Array
      @Column(vector('float', 1), { index: { using: 'sai', options: { similarity_function: 'COSINE' } } })
      oneSaid?: Float32Array
      @Column('int', { index: { using: 'sai', similarity: 'euclidean' } }) noVector?: number
    }
    expect(mistakesOf(Wrong)).toEqual([
      `E_INDEX | Wrong.plain | ${noSai}`,
      `E_INDEX | Wrong.secondary | ${noSai}`,
      'E_INDEX | Wrong.ofInt | has an index for vectors of float; given vector<int, 3>.',
      'E_INDEX | Wrong.ofTuple | has an index for vectors of float; given vector<frozen<tuple<int>>, 3>.',
      `E_INDEX | Wrong.one | ${noCosine}`,
      `E_INDEX | Wrong.oneSaid | ${noCosine}`,
      'E_INDEX | Wrong.noVector | has an index with a similarity, which is for vectors; given int. Remove the similarity.',
    ])
  })
})

describe('indexes of other types', () => {
  it('fit them', () => {
    @Table()
    class Fine {
      @PartitionKey('int') @Index() part!: number
      @PartitionKey('int') other!: number
      @ClusteringColumn('int') @Index() at!: number
      @Column('map<text, int>') @Index({ target: 'keys' }) keys?: Map<string, number>
      @Column('map<text, int>') @Index({ target: 'entries' }) entries?: Map<string, number>
      @Column('map<text, int>') @Index() values?: Map<string, number>
      @Column('set<int>') @Index({ target: 'values' }) set?: Set<number>
      @Column('frozen<list<int>>') @Index({ target: 'full' }) whole?: number[]
      @Column(udt(() => Place)) @Index() place?: Place
      @Column(tuple('int', 'text')) @Index() pair?: [number, string]
    }
    expect(mistakesOf(Fine)).toEqual([])
  })

  it('are refused where the server has none', () => {
    @Table()
    class Wrong {
      @PartitionKey('int') @Index() id!: number
      @Column('duration') @Index() length?: never
      @Column(udt(() => Place, { frozen: false })) @Index() cells?: Place
      @Column(udt(() => Place)) @Index({ target: 'full' }) place?: Place
      @Column(tuple('int', 'text')) @Index({ target: 'values' }) pair?: [number, string]
      @Column('list<int>') @Index({ target: 'entries' }) list?: number[]
      @Column('set<int>') @Index({ target: 'full' }) set?: Set<number>
      @Column('frozen<map<text, int>>') @Index({ target: 'keys' }) frozen?: Map<string, number>
    }
    expect(mistakesOf(Wrong)).toEqual([
      'E_INDEX | Wrong.id | is the only partition key column and cannot be indexed: every query by it finds its node at once. Remove the index.',
      'E_INDEX | Wrong.length | is or holds a duration, which has no order and cannot be indexed. Remove the index.',
      'E_INDEX | Wrong.cells | is a user-defined type that is not frozen and cannot be indexed.',
      "E_INDEX | Wrong.place | has an index target 'full', which is for collections. Remove it.",
      "E_INDEX | Wrong.pair | has an index target 'values', which is for collections. Remove it.",
      "E_INDEX | Wrong.list | has an index target 'entries', which is for maps. Use target: 'values'.",
      "E_INDEX | Wrong.set | is a collection with cells of its own: 'full' is for frozen ones.",
      "E_INDEX | Wrong.frozen | is a frozen collection: only the whole of it can be indexed. Use target: 'full'.",
    ])
  })
})
