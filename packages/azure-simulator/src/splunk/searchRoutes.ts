import { randomBytes } from 'node:crypto';
import { toIso } from '../clock/format';
import { Route, ServiceRequest } from '../http/Route';
import { World } from '../World';
import { feed } from './feed';
import { allOf, FieldValue, Result, ResultSet } from './spl/Result';
import { runSearch } from './spl/runSearch';
import { SplError } from './spl/SplError';
import { splunkErrors } from './splunkErrors';

/** Finished jobs that are remembered. */
const mostJobs = 100;

function output(name: string, value: FieldValue): FieldValue {
  if (name !== '_time') {
    return value;
  }
  const times = allOf(value).map(text => {
    const seconds = Number(text);
    return Number.isNaN(seconds)
      ? text
      : toIso(seconds * 1000).replace('Z', '+00:00');
  });
  return times.length === 1 ? times[0] : times;
}

function resultsBody(
  { results, fields }: ResultSet,
  count: number,
  offset: number,
): Record<string, unknown> {
  const page =
    count === 0 ? results.slice(offset) : results.slice(offset, offset + count);
  const names = fields ?? [
    ...new Set(page.flatMap(result => Object.keys(result))),
  ];
  return {
    preview: false,
    init_offset: offset,
    messages: [],
    fields: names.map(name => ({ name })),
    results: page.map(
      (result): Result =>
        Object.fromEntries(
          names.flatMap(name =>
            result[name] === undefined
              ? []
              : [[name, output(name, result[name])]],
          ),
        ),
    ),
    highlighted: {},
  };
}

function integer(text: string | null, otherwise: number): number {
  const value = Number(text ?? otherwise);
  return Number.isInteger(value) && value >= 0 ? value : otherwise;
}

/** Search jobs of the search head. */
export function searchRoutes(world: World): Route[] {
  const jobs = new Map<string, ResultSet>();
  const run = ({ form, query, now }: ServiceRequest): ResultSet => {
    const value = (name: string) =>
      form.get(name) ?? query.get(name) ?? undefined;
    const search = value('search') ?? '';
    if (search.trim() === '') {
      throw splunkErrors.emptySearch();
    }
    try {
      return runSearch(search, {
        events: world.state.splunk.events,
        indexes: world.state.splunk.indexes,
        now,
        earliest: value('earliest_time'),
        latest: value('latest_time'),
      });
    } catch (error) {
      if (error instanceof SplError) {
        throw splunkErrors.invalidSearch({ reason: error.message });
      }
      throw error;
    }
  };
  const job = (request: ServiceRequest): ResultSet => {
    const found = jobs.get(request.params.sid);
    if (!found) {
      throw splunkErrors.unknownJob();
    }
    return found;
  };
  const bases = [
    '/services/search/jobs',
    '/services/search/v2/jobs',
    '/servicesNS/{owner}/{app}/search/jobs',
    '/servicesNS/{owner}/{app}/search/v2/jobs',
  ];
  return bases.flatMap((base): Route[] => [
    {
      operationId: 'search.jobs.create',
      method: 'POST',
      path: base,
      readOnly: true,
      handle: request => {
        const result = run(request);
        const value = (name: string) =>
          request.form.get(name) ?? request.query.get(name);
        if (value('exec_mode') === 'oneshot') {
          return {
            status: 200,
            body: resultsBody(
              result,
              integer(value('count'), 100),
              integer(value('offset'), 0),
            ),
          };
        }
        const sid = `${Math.floor(request.now / 1000)}.${randomBytes(
          3,
        ).readUIntBE(0, 3)}`;
        jobs.set(sid, result);
        const [oldest] = jobs.keys();
        if (jobs.size > mostJobs && oldest !== undefined) {
          jobs.delete(oldest);
        }
        return { status: 201, body: { sid } };
      },
    },
    {
      operationId: 'search.jobs.get',
      method: 'GET',
      path: `${base}/{sid}`,
      handle: request => {
        const { results } = job(request);
        return {
          status: 200,
          body: feed(request, base, [
            {
              name: request.params.sid,
              content: {
                sid: request.params.sid,
                dispatchState: 'DONE',
                isDone: true,
                isFailed: false,
                doneProgress: 1,
                resultCount: results.length,
                messages: [],
              },
            },
          ]),
        };
      },
    },
    {
      operationId: 'search.jobs.results',
      method: 'GET',
      path: `${base}/{sid}/results`,
      handle: request => ({
        status: 200,
        body: resultsBody(
          job(request),
          integer(request.query.get('count'), 100),
          integer(request.query.get('offset'), 0),
        ),
      }),
    },
  ]);
}
