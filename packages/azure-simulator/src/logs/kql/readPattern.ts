import {
  compilePattern,
  Pattern,
  PatternError,
} from '../../text/compilePattern';
import { KqlError } from './KqlError';

/** Reads a regular expression of a query; refuses one that is none as the service does. */
export function readPattern(source: string): Pattern {
  try {
    return compilePattern(source);
  } catch (error) {
    if (error instanceof PatternError) {
      throw new KqlError(
        'semantic',
        `Regex pattern is ill-formed: '${source}': ${error.message}`,
      );
    }
    throw error;
  }
}
