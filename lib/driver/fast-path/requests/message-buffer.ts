/** Bytes of a header, as protocol versions 3 and 4 have it. */
const headerLength = 9
/** Bytes that are kept from one message to the next. */
const keptLength = 65_536
/** Characters of a text that is not handed to the runtime. */
const longestByHand = 24

/**
 * A message being put together, in one buffer that is used again for the next one. The driver takes a buffer for each
 * number in it, and for each value two.
 */
export class MessageBuffer {
  bytes = Buffer.allocUnsafeSlow(keptLength)
  /** Where the next byte goes. */
  end = headerLength

  begin(): void {
    if (this.bytes.length > keptLength) this.bytes = Buffer.allocUnsafeSlow(keptLength)
    this.end = headerLength
  }

  /** Room for so many bytes; returns where they go. */
  take(length: number): number {
    const at = this.end
    this.reserve(length)
    this.end = at + length
    return at
  }

  byte(value: number): void {
    const at = this.take(1)
    this.bytes[at] = value
  }

  short(value: number): void {
    const at = this.take(2)
    this.bytes[at] = value >> 8
    this.bytes[at + 1] = value
  }

  int(value: number): void {
    this.intAt(this.take(4), value)
  }

  intAt(at: number, value: number): void {
    const { bytes } = this
    bytes[at] = value >> 24
    bytes[at + 1] = value >> 16
    bytes[at + 2] = value >> 8
    bytes[at + 3] = value
  }

  /** As they are. */
  raw(content: Buffer): void {
    const at = this.take(content.length)
    content.copy(this.bytes, at)
  }

  /** Behind their length. */
  content(content: Buffer): void {
    this.int(content.length)
    this.raw(content)
  }

  /** UTF-8, behind its length. */
  text(value: string): void {
    this.reserve(4 + mostBytes(value))
    const length = this.#shortAscii(value) ?? this.bytes.write(value, this.end + 4)
    this.intAt(this.end, length)
    this.end += 4 + length
  }

  /** Undefined for other texts. To call the runtime's own encoder takes as long as some 24 characters do here. */
  #shortAscii(value: string): number | undefined {
    const { length } = value
    if (length > longestByHand) return undefined
    const { bytes } = this
    const at = this.end + 4
    for (let i = 0; i < length; i++) {
      const code = value.charCodeAt(i)
      if (code > 127) return undefined
      bytes[at + i] = code
    }
    return length
  }

  /** Length of what follows the header. */
  get bodyLength(): number {
    return this.end - headerLength
  }

  /** The message, in a buffer of its own. */
  finish(version: number, flags: number, streamId: number, opcode: number): Buffer {
    const { bytes } = this
    bytes[0] = version
    bytes[1] = flags
    bytes[2] = streamId >> 8
    bytes[3] = streamId
    bytes[4] = opcode
    this.intAt(5, this.bodyLength)
    const message = Buffer.allocUnsafe(this.end)
    bytes.copy(message, 0, 0, this.end)
    return message
  }

  reserve(length: number): void {
    const needed = this.end + length
    if (needed <= this.bytes.length) return
    const longer = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.bytes.length))
    this.bytes.copy(longer, 0, 0, this.end)
    this.bytes = longer
  }
}

/** What a text may take in UTF-8; counted where room for the worst of cases would be much. */
function mostBytes(text: string): number {
  return text.length <= keptLength / 8 ? 3 * text.length : Buffer.byteLength(text)
}
