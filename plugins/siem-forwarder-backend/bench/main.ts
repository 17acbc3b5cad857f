import { parseArgs } from 'node:util';
import { BenchLine, BenchPart } from './BenchLine';
import { benchCalls } from './calls/benchCalls';
import { FleetName, fleets } from './calls/fleets';
import { routesPart } from './routes/routesPart';

const usage = `Usage: bench:health [--parts calls,routes] [--fleets A,B,C]

Measures the health engine over generated fleets: the calls of a sweep beside
their floor and beside a loop that asks per forwarder. All fleets take about
half an hour, most of it spent waiting for fleet C's quota.

Then it measures the routes, over 10,000 forwarders and a million transitions,
beside the catalog's entity by name in the same process: with a policy that
lets everybody read all entities, and with one that lets only owners.
`;

const partNames = ['calls', 'routes'] as const;

type PartName = (typeof partNames)[number];

function readParts(text: string): PartName[] {
  return text.split(',').map(name => {
    const part = partNames.find(known => known === name);
    if (!part) {
      throw new Error(
        `--parts: '${name}' is no part; give some of ${partNames}`,
      );
    }
    return part;
  });
}

function isFleetName(name: string): name is FleetName {
  return name in fleets;
}

function readFleets(text: string): FleetName[] {
  const names = text.split(',');
  const unknown = names.find(name => !isFleetName(name));
  if (unknown !== undefined) {
    throw new Error(
      `--fleets: '${unknown}' is no fleet; give some of ${Object.keys(fleets)}`,
    );
  }
  return names.filter(isFleetName);
}

function print({ subject, measure, value, target = '', holds }: BenchLine) {
  let verdict = '';
  if (holds !== undefined) {
    verdict = holds ? 'holds' : 'DOES NOT HOLD';
  }
  process.stdout.write(
    `${subject.padEnd(29)} ${measure.padEnd(50)} ${value.padStart(
      24,
    )} ${target.padStart(8)}  ${verdict}\n`,
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      parts: { type: 'string', default: partNames.join() },
      fleets: { type: 'string', default: Object.keys(fleets).join() },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const postgres = process.env.BENCH_POSTGRES;
  const partsOf: Record<PartName, BenchPart[]> = {
    calls: [benchCalls(readFleets(values.fleets))],
    routes: [routesPart(), ...(postgres ? [routesPart(postgres)] : [])],
  };
  const parts = readParts(values.parts).flatMap(name => partsOf[name]);
  const lines: BenchLine[] = [];
  const report = (line: BenchLine) => {
    lines.push(line);
    print(line);
  };
  for (const part of parts) {
    await part.run(report);
  }
  const failed = lines.filter(({ holds }) => holds === false).length;
  process.stdout.write(
    failed === 0
      ? '\nbench:health: all targets hold\n'
      : `\nbench:health: ${failed} TARGETS DO NOT HOLD\n`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}

main().catch(error => {
  process.stderr.write(`bench:health: ${error.message}\n`);
  process.exitCode = 1;
});
