import { randomBytes } from 'node:crypto';
import { Route, ServiceRequest, ServiceResponse } from '../http/Route';
import { World } from '../World';
import { feed } from './feed';
import { exportResults, renderResults } from './renderResults';
import { SearchJob, stageOf } from './SearchJob';
import { searchMessages } from './searchMessages';
import { ResultSet } from './spl/Result';
import { runSearch } from './spl/runSearch';
import { SplError } from './spl/SplError';
import { splunkErrors } from './splunkErrors';

/** Finished jobs that are remembered at most. */
const mostJobs = 100;

/** Seconds that a finished job is kept. Source: `timeout` in https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTsearch */
const defaultTimeout = 86_400;

/** Rows of a page of results when `count` is absent. */
const defaultCount = 100;

function valueOf(
  { form, query }: ServiceRequest,
  name: string,
): string | undefined {
  return form.get(name) ?? query.get(name) ?? undefined;
}

function integer(text: string | undefined, otherwise: number): number {
  const value = Number(text ?? otherwise);
  return Number.isInteger(value) && value >= 0 ? value : otherwise;
}

function run(world: World, request: ServiceRequest): ResultSet {
  const search = valueOf(request, 'search') ?? '';
  if (search.trim() === '') {
    throw splunkErrors.emptySearch();
  }
  try {
    return runSearch(search, {
      events: world.state.splunk.events,
      indexes: world.state.splunk.indexes,
      now: request.now,
      earliest: valueOf(request, 'earliest_time'),
      latest: valueOf(request, 'latest_time'),
    });
  } catch (error) {
    if (error instanceof SplError) {
      throw splunkErrors.invalidSearch({ reason: error.message });
    }
    throw error;
  }
}

function entryOf(job: SearchJob, now: number) {
  return {
    name: job.sid,
    content: {
      sid: job.sid,
      ...stageOf(job, now),
      messages: job.messages,
    },
  };
}

/**
 * Search jobs of the search head: at once (`oneshot`), waited for (`blocking`)
 * or dispatched (`normal`), whose results are there when the job is done.
 */
export function searchRoutes(world: World): Route[] {
  const jobs = new Map<string, SearchJob>();
  const known = (now: number) => {
    for (const job of jobs.values()) {
      if (job.forgottenAt <= now) {
        jobs.delete(job.sid);
      }
    }
    return jobs;
  };
  const require = ({ params, now }: ServiceRequest): SearchJob => {
    const found = known(now).get(params.sid);
    if (!found) {
      throw splunkErrors.unknownJob();
    }
    return found;
  };
  const dispatch = (request: ServiceRequest, mode: string): ServiceResponse => {
    const { now } = request;
    const doneAt =
      mode === 'blocking' ? now : now + world.latencies.splunkSearch;
    const job: SearchJob = {
      sid: `${Math.floor(now / 1000)}.${randomBytes(3).readUIntBE(0, 3)}`,
      search: valueOf(request, 'search') ?? '',
      startedAt: now,
      doneAt,
      forgottenAt:
        doneAt + 1_000 * integer(valueOf(request, 'timeout'), defaultTimeout),
      results: run(world, request),
      messages: searchMessages(world.state.splunk),
    };
    jobs.set(job.sid, job);
    const [oldest] = jobs.keys();
    if (jobs.size > mostJobs && oldest !== undefined) {
      jobs.delete(oldest);
    }
    return { status: 201, body: { sid: job.sid } };
  };
  const page = (request: ServiceRequest, results: ResultSet) =>
    renderResults(
      results,
      searchMessages(world.state.splunk),
      integer(valueOf(request, 'count'), defaultCount),
      integer(valueOf(request, 'offset'), 0),
    );
  const bases = [
    '/services/search/jobs',
    '/services/search/v2/jobs',
    '/servicesNS/{owner}/{app}/search/jobs',
    '/servicesNS/{owner}/{app}/search/v2/jobs',
  ];
  return bases.flatMap((base): Route[] => [
    {
      operationId: 'search.jobs.list',
      method: 'GET',
      path: base,
      handle: request => ({
        status: 200,
        body: feed(
          request,
          base,
          [...known(request.now).values()].map(job =>
            entryOf(job, request.now),
          ),
        ),
      }),
    },
    {
      operationId: 'search.jobs.create',
      method: 'POST',
      path: base,
      readOnly: true,
      handle: request => {
        const mode = valueOf(request, 'exec_mode') ?? 'normal';
        return mode === 'oneshot'
          ? { status: 200, body: page(request, run(world, request)) }
          : dispatch(request, mode);
      },
    },
    ...(['GET', 'POST'] as const).map(
      (method): Route => ({
        operationId: 'search.jobs.export',
        method,
        path: `${base}/export`,
        readOnly: true,
        handle: request => ({
          status: 200,
          text: exportResults(
            run(world, request),
            searchMessages(world.state.splunk),
          ),
        }),
      }),
    ),
    {
      operationId: 'search.jobs.get',
      method: 'GET',
      path: `${base}/{sid}`,
      handle: request => ({
        status: 200,
        body: feed(request, base, [entryOf(require(request), request.now)]),
      }),
    },
    {
      operationId: 'search.jobs.delete',
      method: 'DELETE',
      path: `${base}/{sid}`,
      handle: request => {
        jobs.delete(require(request).sid);
        return {
          status: 200,
          body: { messages: [{ type: 'INFO', text: 'Search job cancelled.' }] },
        };
      },
    },
    {
      operationId: 'search.jobs.results',
      method: 'GET',
      path: `${base}/{sid}/results`,
      handle: request => {
        const job = require(request);
        return request.now < job.doneAt
          ? { status: 204 }
          : {
              status: 200,
              body: renderResults(
                job.results,
                job.messages,
                integer(valueOf(request, 'count'), defaultCount),
                integer(valueOf(request, 'offset'), 0),
              ),
            };
      },
    },
  ]);
}
