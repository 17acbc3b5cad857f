import { PipelinePolicy } from '@azure/core-rest-pipeline';
import { presentWatch } from '../../calls';
import { isReading } from './requestSafety';

/**
 * Tells the watch of the write that is under way of each attempt, which may
 * forbid it, and what became of it.
 */
export function watchWritesPolicy(): PipelinePolicy {
  return {
    name: 'siemForwarderWatchWritesPolicy',
    async sendRequest(request, next) {
      const watch = isReading(request) ? undefined : presentWatch();
      if (!watch) {
        return next(request);
      }
      watch.begin();
      let response;
      try {
        response = await next(request);
      } catch (error) {
        watch.end(undefined);
        throw error;
      }
      watch.end(response.status);
      return response;
    },
  };
}
