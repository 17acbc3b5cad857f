import { ErrorGroup, ErrorSpecification } from '../errors/defineErrors';
import { errorTable } from '../errors/errorTable';
import { code, markdownTable, unformatted } from './markdownTable';

function sourceOf({ source, ownWords }: ErrorSpecification): string {
  return [source ? `<${source}>` : '', ownWords ? 'words are ours' : '']
    .filter(text => text !== '')
    .join('; ');
}

/** A sentence with its values in braces; doubled braces are the service's own. */
function sentenceOf({ message }: ErrorSpecification): string {
  return code(message.replace(/\{\{([^{}]*)\}\}/g, '{$1}'));
}

function section({ id, title, source, errors }: ErrorGroup): string {
  return [
    `## ${title}`,
    `Ids begin with \`${id}.\`. Unless a row says otherwise, from ${source.replace(
      /https:\/\/[^\s,]+/g,
      url => `<${url}>`,
    )}.`,
    markdownTable(
      ['id', 'status', 'code', 'message', 'when', 'source'],
      Object.entries(errors).map(([name, error]) => [
        code(name),
        String(error.status),
        [error.code, error.innerCode]
          .flatMap(text => (text ? [code(text)] : []))
          .join(' / '),
        sentenceOf(error),
        error.when,
        sourceOf(error),
      ]),
    ),
  ].join('\n\n');
}

/** The page of all errors that the simulator knows. */
export function errorsPage(): string {
  const errors = errorTable.flatMap(group => Object.values(group.errors));
  const own = errors.filter(error => error.ownWords).length;
  return `${[
    "# The simulator's errors",
    'Generated from the tables in `packages/azure-simulator/src` by `yarn generate`; change those.',
    `${errors.length} errors. Values in braces are filled in. After a slash stands the inner code: the OAuth error of the login service, the nested code of a key vault, the status that a handler of the Splunk add-on hides in its sentence. Of ${own} no source has the service's words: status and code are then what the service documents for the kind of error, the sentence says in our words what is wrong.`,
    'Every answer of Resource Manager bears `x-ms-request-id` and `x-ms-correlation-request-id` (the client’s, when it sends one), those that it refuses by itself also `x-ms-failure-cause: gateway`. Graph and the login service repeat `client-request-id`. What is throttled says `Retry-After`.',
    unformatted(errorTable.map(section).join('\n\n')),
  ].join('\n\n')}\n`;
}
