import { Exchange } from 'azure-simulator';
import { isObject } from '../apiModel/json';
import { Side } from '../apiModel/isExpected';
import { Mutant } from './Mutant';
import { Occurrence, SchemaPath } from './Requirement';

/** A value of every JSON type; the first whose type is not admitted is a wrong one. */
const wrongValues: readonly [string[], unknown][] = [
  [['object'], { mutant: true }],
  [['string'], 'mutant'],
  [['number', 'integer'], 4711],
  [['boolean'], true],
];

/** A value that none of some JSON types admits, or undefined when any value is admitted. */
export function wrongValue(types: readonly string[]): unknown {
  return types.length === 0
    ? undefined
    : wrongValues.find(
        ([names]) => !names.some(name => types.includes(name)),
      )?.[1];
}

const bodyOf = { request: 'requestBody', response: 'responseBody' } as const;

/** A copy of an exchange whose body was changed at the parent of a pointer. */
function changed(
  exchange: Exchange,
  side: Side,
  pointer: readonly (string | number)[],
  change: (parent: Record<string, unknown>, name: string) => void,
): Exchange {
  const copy = structuredClone(exchange);
  const parent = pointer
    .slice(0, -1)
    .reduce<unknown>(
      (value, part) =>
        Array.isArray(value)
          ? value[Number(part)]
          : (value as Record<string, unknown>)[part],
      copy[bodyOf[side]],
    );
  if (!isObject(parent)) {
    throw new Error(`No object holds ${pointer.join('/')}.`);
  }
  change(parent, String(pointer.at(-1)));
  return copy;
}

/** The mutants of one required property of a body: dropped, and of another type. */
export function mutateProperty(
  exchange: Exchange,
  side: Side,
  path: SchemaPath,
  { pointer, types }: Occurrence,
): Mutant[] {
  const place = side === 'request' ? 'request' : `response ${exchange.status}`;
  const wrong = wrongValue(types);
  return [
    {
      description: `${place}: without ${path}`,
      exchange: changed(exchange, side, pointer, (parent, name) => {
        delete parent[name];
      }),
    },
    ...(wrong === undefined
      ? []
      : [
          {
            description: `${place}: ${path} of another type than ${types.join(
              ' or ',
            )}`,
            exchange: changed(exchange, side, pointer, (parent, name) => {
              parent[name] = wrong;
            }),
          },
        ]),
  ];
}
