// Both module systems must see the same classes: `instanceof`, and what is registered in one, hold in the other.
import { createRequire } from 'node:module'
import * as imported from 'cassiform'
import * as importedTesting from 'cassiform/testing'

const require = createRequire(import.meta.url)
const same = (one, other) => Object.keys(one).every((name) => one[name] === other[name])
const isSame = same(require('cassiform'), imported) && same(require('cassiform/testing'), importedTesting)
console.log(isSame ? 'same' : 'different')
