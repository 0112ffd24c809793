/** Bytes of a header: version, flags, stream, opcode and length of the body (protocol v4 §2). */
const headerLength = 9
/** Bytes that are kept from one message to the next; a longer message has a buffer of its own. */
const keptLength = 65_536
/** Characters of a text that is not handed to the runtime. */
const longestByHand = 24

/**
 * A message being put together, in one buffer that is used again for the next one. The driver takes a buffer for each
 * number in it, and for each value two.
 */
export class MessageBuffer {
  readonly #kept = Buffer.allocUnsafeSlow(keptLength)
  #bytes = this.#kept
  #end = headerLength

  /** Forgets what there is, also of a message that was never finished. */
  begin(): void {
    this.#bytes = this.#kept
    this.#end = headerLength
  }

  /** Where the next byte goes. */
  get end(): number {
    return this.#end
  }

  /** Length of what follows the header. */
  get bodyLength(): number {
    return this.#end - headerLength
  }

  /** Room for so many bytes; returns where they go. */
  take(length: number): number {
    const at = this.#end
    this.#reserve(length)
    this.#end = at + length
    return at
  }

  /** Gives back all room from there on. */
  takeBack(at: number): void {
    this.#end = at
  }

  /** Writes the length of a value of so many bytes; returns where it goes. */
  takeValue(length: number): number {
    const at = this.take(4 + length)
    this.intAt(at, length)
    return at + 4
  }

  byte(value: number): void {
    this.byteAt(this.take(1), value)
  }

  short(value: number): void {
    this.shortAt(this.take(2), value)
  }

  int(value: number): void {
    this.intAt(this.take(4), value)
  }

  byteAt(at: number, value: number): void {
    this.#bytes[at] = value
  }

  shortAt(at: number, value: number): void {
    this.#bytes[at] = value >> 8
    this.#bytes[at + 1] = value
  }

  intAt(at: number, value: number): void {
    const bytes = this.#bytes
    bytes[at] = value >> 24
    bytes[at + 1] = value >> 16
    bytes[at + 2] = value >> 8
    bytes[at + 3] = value
  }

  bigintAt(at: number, value: bigint): void {
    this.#bytes.writeBigInt64BE(value, at)
  }

  doubleAt(at: number, value: number): void {
    this.#bytes.writeDoubleBE(value, at)
  }

  floatAt(at: number, value: number): void {
    this.#bytes.writeFloatBE(value, at)
  }

  /** As they are. */
  raw(content: Uint8Array): void {
    const at = this.take(content.length)
    this.#bytes.set(content, at)
  }

  /** Behind their length. */
  content(content: Uint8Array): void {
    this.int(content.length)
    this.raw(content)
  }

  /** UTF-8, behind its length. */
  text(value: string): void {
    this.#reserve(4 + mostBytes(value))
    const length = this.#shortAscii(value) ?? this.#bytes.write(value, this.#end + 4)
    this.intAt(this.#end, length)
    this.#end += 4 + length
  }

  /** Undefined for other texts. To call the runtime's own encoder takes as long as some 24 characters do here. */
  #shortAscii(value: string): number | undefined {
    const { length } = value
    if (length > longestByHand) return undefined
    const bytes = this.#bytes
    const at = this.#end + 4
    for (let i = 0; i < length; i++) {
      const code = value.charCodeAt(i)
      if (code > 127) return undefined
      bytes[at + i] = code
    }
    return length
  }

  /** The message, in a buffer that is its own. */
  finish(version: number, flags: number, streamId: number, opcode: number): Buffer {
    this.byteAt(0, version)
    this.byteAt(1, flags)
    this.shortAt(2, streamId)
    this.byteAt(4, opcode)
    this.intAt(5, this.bodyLength)
    const written = this.#bytes.subarray(0, this.#end)
    const isKept = this.#bytes === this.#kept
    this.begin()
    return isKept ? Buffer.from(written) : written
  }

  #reserve(length: number): void {
    const needed = this.#end + length
    if (needed <= this.#bytes.length) return
    const longer = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#bytes.length))
    longer.set(this.#bytes.subarray(0, this.#end))
    this.#bytes = longer
  }
}

/** What a text may take in UTF-8; counted where room for the worst of cases would be much. */
function mostBytes(text: string): number {
  return text.length <= keptLength / 8 ? 3 * text.length : Buffer.byteLength(text)
}
