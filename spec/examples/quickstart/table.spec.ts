import { renderTable } from '../../../examples/quickstart/table.js'

describe('renderTable', () => {
  it('aligns numbers to the right with equal decimals, text to the left', () => {
    const rows = [
      ['Hualian', 6.4, 1707],
      ['Anza', 1, 3],
    ]
    expect(renderTable(['place', 'magnitude', 'n'], rows)).toEqual([
      'place    magnitude      n',
      '───────  ─────────  ─────',
      'Hualian        6.4  1,707',
      'Anza           1.0      3',
    ])
  })

  it('keeps text among numbers to the right', () => {
    expect(renderTable(['felt by'], [['–'], [261]])).toEqual(['felt by', '───────', '      –', '    261'])
  })

  it('shows the headings of an answer without rows', () => {
    expect(renderTable(['day'], [])).toEqual(['day', '───'])
  })
})
