import { Parameter } from './OpenApiDocument';

/** The regular expression of a path template, with a group a parameter. */
export function pathPattern(
  template: string,
  parameters: readonly Pick<Parameter, 'name' | 'x-ms-skip-url-encoding'>[],
): RegExp {
  const source = template
    .split(/(\{[^}]+\})/)
    .map(part => {
      if (!part.startsWith('{')) {
        return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      }
      const name = part.slice(1, -1);
      const whole = parameters.find(parameter => parameter.name === name)?.[
        'x-ms-skip-url-encoding'
      ];
      return whole ? `(?<${name}>.+?)` : `(?<${name}>[^/]+?)`;
    })
    .join('');
  return new RegExp(`^${source}$`, 'i');
}
