import { randomFillSync } from 'node:crypto'

const random = Buffer.alloc(10)
let lastTime = 0
let counter = 0

/**
 * The 16 bytes of a UUID of version 7 (RFC 9562 §5.7): 48 bits of milliseconds since 1970, then 12 bits that count
 * within a millisecond from a random start (§6.2, method 1), then 62 random bits. Ids of one process ascend.
 */
export function uuidv7(now = Date.now()): Buffer {
  randomFillSync(random)
  if (now > lastTime) {
    lastTime = now
    // Half of the counter is left to count with.
    counter = random.readUInt16BE(0) & 0x7ff
  } else if (++counter > 0xfff) {
    // More than the counter holds, or a clock that went back: ids stay in order at the price of a millisecond.
    lastTime++
    counter = 0
  }
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(lastTime, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  random.copy(bytes, 8, 2)
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes
}
