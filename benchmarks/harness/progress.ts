/** Says on stderr what is being done: one line that changes on a terminal, else only where something new begins. */
export function progressLine(): { show(text: string): void; end(): void } {
  const { stderr } = process
  return {
    show: (text) => void (stderr.isTTY ? stderr.write(`\r\u001b[K${text}`) : stderr.write(`${text}\n`)),
    end: () => void (stderr.isTTY && stderr.write('\r\u001b[K')),
  }
}
