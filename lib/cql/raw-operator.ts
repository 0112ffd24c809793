import { StatementError } from '../errors/statement-error.js'
import { isOperator, Operator } from './operators.js'
import { skip } from './skip.js'

/**
 * A relation in words of CQL that no other operator says, with the column in front of it, quoted:
 * ``where: { sensorId, id: Raw`>= minTimeuuid(${from})` }`` becomes `"id" >= minTimeuuid(?)`. The text is that of the
 * program; every `${value}` is bound, encoded as the server says its place wants it. What it means is for the server to
 * judge: the rules of keys and indexes are not checked for it here.
 */
export function Raw(text: TemplateStringsArray, ...values: readonly unknown[]): Operator<never, 'raw'> {
  if (!isTemplate(text)) refuse('is a tag of a template, not a function.')
  const plain = text.join(' ').replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, ' ')
  if (/[?;'"]|:\w|--|\/\/|\/\*/.test(plain)) {
    refuse('takes no markers, comments, semicolons or unfinished quotes in its text.')
  }
  if (text.join('').trim() === '') refuse('has no text.')
  if (values.some(isNoValue)) refuse('was given undefined, null, NaN, an invalid date or an operator; expected values.')
  return new Operator('raw', [text, values])
}

function isTemplate(text: unknown): text is TemplateStringsArray {
  return Array.isArray(text) && 'raw' in text && Array.isArray(text.raw) && Object.isFrozen(text)
}

function isNoValue(value: unknown): boolean {
  if (value === undefined || value === null || value === skip || Number.isNaN(value)) return true
  return isOperator(value) || (value instanceof Date && Number.isNaN(value.getTime()))
}

function refuse(sentence: string): never {
  throw new StatementError(`Raw ${sentence}`, {
    code: 'E_OPERAND',
    hint: 'Write Raw`>= minTimeuuid(${from})`: the column stands in front, and each ${value} is bound.',
  })
}
