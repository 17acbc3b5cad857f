import { Problem } from '../Referee';

/** Whether an operation answers one entity or a collection of them. */
export type ODataSelect = 'entity' | 'collection';

function isAnnotation(name: string): boolean {
  return name.startsWith('@');
}

function judgeEntity(
  entity: unknown,
  selected: readonly string[],
  path: string,
): Problem[] {
  const present = Object.keys((entity ?? {}) as object).filter(
    name => !isAnnotation(name),
  );
  return [
    ...selected
      .filter(name => !present.includes(name))
      .map(name => ({
        where: 'response' as const,
        code: 'OBJECT_MISSING_REQUIRED_PROPERTY',
        message: `The selected property ${name} is missing.`,
        path,
      })),
    ...present
      .filter(name => !selected.includes(name))
      .map(name => ({
        where: 'response' as const,
        code: 'OBJECT_ADDITIONAL_PROPERTIES',
        message: `The property ${name} was not selected.`,
        path,
      })),
  ];
}

/**
 * Whether an answer holds just what `$select` asked for.
 * @param problems - of the schema that the whole entity has
 */
export function judgeSelection(
  kind: ODataSelect,
  select: string,
  body: unknown,
  problems: readonly Problem[],
): Problem[] {
  const selected = select.split(',').map(name => name.trim());
  const value = (body as { value?: unknown } | undefined)?.value;
  const items = Array.isArray(value) ? value : [];
  const entity = kind === 'entity' ? /^$/ : /^\/value\/\d+$/;
  return [
    // What was not selected may be missing of an entity, not of what it holds.
    ...problems.filter(
      problem =>
        !(
          problem.code === 'OBJECT_MISSING_REQUIRED_PROPERTY' &&
          entity.test(problem.path ?? '') &&
          !problem.message.includes('@odata')
        ),
    ),
    ...(kind === 'entity'
      ? judgeEntity(body, selected, '')
      : items.flatMap((item, index) =>
          judgeEntity(item, selected, `/value/${index}`),
        )),
  ];
}
