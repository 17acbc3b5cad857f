import { numberAt, stringAt, valueAt } from '../../http/json';
import { ServiceRequest, ServiceResponse } from '../../http/Route';
import { ErrorDetail } from '../../http/ServiceError';
import { toIso, toTicksIso } from '../../clock/format';
import { KqlError } from '../../logs/kql/KqlError';
import { runQuery } from '../../logs/kql/runQuery';
import { KqlType, Table, toJson, Value } from '../../logs/kql/Value';
import { World } from '../../World';
import { rowFilter, subscriptionsOf } from './queryScope';
import { resourceGraphErrors } from './resourceGraphErrors';
import { GraphTable, graphTables, ResourceDocument } from './resourceDocuments';
import { ResourceIndex } from './ResourceIndex';

/** Rows of a page, at most and by default. Source: https://learn.microsoft.com/azure/governance/resource-graph/concepts/work-with-data#paging-results */
const largestPage = 1_000;

const dynamicColumns = [
  'sku',
  'plan',
  'properties',
  'tags',
  'identity',
  'zones',
  'extendedLocation',
];

const columns: Table['columns'] = [
  'id',
  'name',
  'type',
  'tenantId',
  'kind',
  'location',
  'resourceGroup',
  'subscriptionId',
  'managedBy',
  ...dynamicColumns,
].map(name => ({
  name,
  type: dynamicColumns.includes(name) ? 'dynamic' : 'string',
}));

/** Column types as the table format names them. */
const typeNames: Record<KqlType, string> = {
  string: 'string',
  int: 'integer',
  long: 'integer',
  real: 'number',
  bool: 'boolean',
  datetime: 'datetime',
  timespan: 'string',
  dynamic: 'object',
};

/** Operators with which a query may begin: its table is then `resources`. */
const leadingOperator =
  /^\s*(where|extend|project|project-away|summarize|distinct|order|sort|top|take|limit|count|mv-expand|mvexpand)\b/i;

interface Page {
  skip: number;
  top: number;
}

function refuse(request: ServiceRequest, ...details: ErrorDetail[]) {
  return resourceGraphErrors.badRequest(
    {
      timestamp: toTicksIso(request.now),
      correlationId: request.correlationId,
    },
    { details },
  );
}

function invalidOption(request: ServiceRequest, message: string) {
  return refuse(request, { code: 'InvalidQueryOption', message });
}

/** Where the page starts and how long it is; the token says both, an option overrides it. */
function readPage(request: ServiceRequest): Page {
  const options = valueAt(request.body, 'options');
  const token = stringAt(options, '$skipToken');
  let given: Partial<Page> = {};
  if (token !== undefined) {
    try {
      const parsed: unknown = JSON.parse(
        Buffer.from(token, 'base64').toString('utf8'),
      );
      given = { skip: numberAt(parsed, 'skip'), top: numberAt(parsed, 'top') };
    } catch {
      throw invalidOption(request, `The $skipToken '${token}' is not valid.`);
    }
  }
  const top = numberAt(options, '$top') ?? given.top ?? largestPage;
  const skip = numberAt(options, '$skip') ?? given.skip ?? 0;
  if (!Number.isInteger(top) || top < 1 || top > largestPage) {
    throw invalidOption(
      request,
      `The value '${top}' of $top is out of range: 1 to ${largestPage}.`,
    );
  }
  if (!Number.isInteger(skip) || skip < 0) {
    throw invalidOption(request, `The value '${skip}' of $skip is negative.`);
  }
  return { skip, top };
}

function run(
  world: World,
  request: ServiceRequest,
  documentsOf: (table: GraphTable) => readonly ResourceDocument[],
): Table {
  const given = stringAt(request.body, 'query') ?? '';
  if (given.trim() === '') {
    throw refuse(request, {
      code: 'InvalidQuery',
      message: 'The query is missing or empty.',
    });
  }
  const query = leadingOperator.test(given) ? `resources | ${given}` : given;
  try {
    return runQuery(
      query,
      name => {
        // Unlike Log Analytics, Resource Graph does not tell tables apart by case.
        const table = graphTables.find(
          candidate => candidate === name.toLowerCase(),
        );
        return (
          table && {
            columns,
            rows: documentsOf(table).map(
              document => document.row as Record<string, Value>,
            ),
          }
        );
      },
      world.clock.now(),
    );
  } catch (error) {
    if (!(error instanceof KqlError)) {
      throw error;
    }
    const before = query.slice(0, error.position ?? 0).split('\n');
    throw refuse(
      request,
      {
        code: 'InvalidQuery',
        message:
          'Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.',
      },
      {
        code: error.kind === 'syntax' ? 'ParserFailure' : 'SemanticFailure',
        message: error.message,
        line: before.length,
        characterPositionInLine: before[before.length - 1].length,
      },
    );
  }
}

/** Answers a query with the rows that the caller may see, a page at a time. */
export function queryResources(
  world: World,
  indexes: Record<GraphTable, ResourceIndex>,
  request: ServiceRequest,
): ServiceResponse {
  const facets = valueAt(request.body, 'facets');
  if (Array.isArray(facets) && facets.length > 0) {
    throw refuse(request, {
      code: 'FacetsNotSupported',
      message: 'The simulator computes no facets: ask for them in a query.',
    });
  }
  const subscriptions = subscriptionsOf(world, request);
  if (!Array.isArray(subscriptions)) {
    throw refuse(request, { ...subscriptions });
  }
  const { skip, top } = readPage(request);
  const isVisible = rowFilter(world, request, subscriptions);
  const result = run(world, request, table =>
    indexes[table].documents().filter(isVisible),
  );
  const rows = result.rows.slice(skip, skip + top);
  const more = skip + rows.length < result.rows.length;
  // Without ids the pages have no stable order: the rest is cut off instead.
  const pageable = result.columns.some(({ name }) => name === 'id');
  const cell = (row: Record<string, Value>, name: string) =>
    toJson(row[name] ?? null);
  const asTable = stringAt(request.body, 'options', 'resultFormat') === 'table';
  return {
    status: 200,
    headers: { 'x-ms-arg-snapshot-timestamp': toIso(request.now) },
    body: {
      totalRecords: result.rows.length,
      count: rows.length,
      resultTruncated: String(more && !pageable),
      facets: [],
      ...(more && pageable
        ? {
            $skipToken: Buffer.from(
              JSON.stringify({ skip: skip + rows.length, top }),
            ).toString('base64'),
          }
        : {}),
      data: asTable
        ? {
            columns: result.columns.map(({ name, type }) => ({
              name,
              type: typeNames[type],
            })),
            rows: rows.map(row =>
              result.columns.map(({ name }) => cell(row, name)),
            ),
          }
        : rows.map(row =>
            Object.fromEntries(
              result.columns.map(({ name }) => [name, cell(row, name)]),
            ),
          ),
    },
  };
}
