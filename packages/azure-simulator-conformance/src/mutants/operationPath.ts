import { Exchange } from 'azure-simulator';
import { ApiOperation, ApiParameter } from '../apiModel/ApiOperation';

/** The path template of an operation, at work on paths. */
export interface OperationPath {
  /** Whether a parameter has a place: those of a host template have none in the path. */
  has(parameter: ApiParameter): boolean;
  /** Whether a path fits the template; escapes are decoded first. */
  fits(url: string): boolean;
  /** A copy of an exchange with another value of a path parameter; an empty one leaves its slashes. */
  replace(exchange: Exchange, name: string, value: string): Exchange;
}

const compiled = new WeakMap<ApiOperation, OperationPath>();

function compile(operation: ApiOperation): OperationPath {
  const parameters = operation.parameters.filter(({ in: at }) => at === 'path');
  const names: string[] = [];
  const source = operation.path
    .split(/(\{[^}]+\})/)
    .map((part, index, parts) => {
      if (!part.startsWith('{')) {
        return `(${part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')})`;
      }
      const name = part.slice(1, -1);
      names.push(name);
      const skips = parameters.some(
        parameter => parameter.name === name && parameter.severalSegments,
      );
      return skips || (index === 1 && parts[0] === '/') ? '(.+?)' : '([^/]+?)';
    })
    .join('');
  // What stands before is a region in the path or a second slash.
  const pattern = RegExp(
    `^(/[^/]+(?=/subscriptions/)|/(?=/))?${source}/?$`,
    'i',
  );
  const pathOf = (url: string) => decodeURIComponent(url.split('?', 1)[0]);
  return {
    has: parameter => parameter.in !== 'path' || names.includes(parameter.name),
    fits: url => pattern.test(pathOf(url)),
    replace: (exchange, name, value) => {
      const [path, ...query] = exchange.url.split('?');
      const parts = pattern.exec(decodeURIComponent(path))?.slice(1) ?? [];
      let seen = 0;
      const template = operation.path.split(/(\{[^}]+\})/);
      const changed = template
        .map((part, index) => {
          const actual = parts[index + 1] ?? '';
          if (part === `{${name}}`) {
            seen += 1;
            return encodeURIComponent(value);
          }
          return part.startsWith('{')
            ? actual
                .split('/')
                .map(segment => encodeURIComponent(segment))
                .join('/')
            : actual;
        })
        .join('');
      if (seen === 0) {
        throw new Error(`${operation.path} has no parameter ${name}.`);
      }
      const url = `${parts[0] ?? ''}${changed}`;
      return { ...exchange, url: [url, ...query].join('?') };
    },
  };
}

/** The path template of an operation, compiled once. */
export function operationPath(operation: ApiOperation): OperationPath {
  const known = compiled.get(operation);
  if (known) {
    return known;
  }
  const made = compile(operation);
  compiled.set(operation, made);
  return made;
}
