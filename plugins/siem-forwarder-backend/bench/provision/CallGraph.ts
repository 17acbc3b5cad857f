/** Calls and waits by step and name, each with what it cannot begin before. */
export type GraphTable<Step extends string> = Readonly<
  Record<Step, Readonly<Record<string, readonly string[]>>>
>;

/** A way through a graph, with the milliseconds that it takes. */
export interface GraphPath {
  milliseconds: number;
  /** Names of the nodes that take time, the first first. */
  nodes: readonly string[];
}

interface GraphNode<Step extends string> {
  name: string;
  step: Step;
  /** The call, or the wait, without the mark of a second one. */
  takes: string;
  needs: readonly string[];
}

/** What depends on what in a run, and how fast it can be at best. */
export class CallGraph<Step extends string> {
  readonly #nodes = new Map<string, GraphNode<Step>>();

  /**
   * @param table - a need is the name of a node of the same step, `step > name`
   *   of another's, or a step: all of its nodes. ` (2)` marks a second call
   *   of the same name that cannot be made beside the first.
   * @throws Error when a need names nothing
   */
  static of<Step extends string>(table: GraphTable<Step>): CallGraph<Step> {
    return new CallGraph(table);
  }

  private constructor(table: GraphTable<Step>) {
    const steps = Object.keys(table) as Step[];
    const inStep = (step: Step) =>
      Object.keys(table[step]).map(name => `${step} > ${name}`);
    const resolve = (step: Step, need: string): string[] => {
      const other = steps.find(candidate => candidate === need);
      if (other) {
        return inStep(other);
      }
      const found = [need, `${step} > ${need}`].find(name =>
        steps.some(candidate => inStep(candidate).includes(name)),
      );
      if (!found) {
        throw new Error(`The graph has no node '${need}', which ${step} needs`);
      }
      return [found];
    };
    for (const step of steps) {
      for (const [name, needs] of Object.entries(table[step])) {
        this.#nodes.set(`${step} > ${name}`, {
          name: `${step} > ${name}`,
          step,
          takes: name.replace(/ \(\d+\)$/, ''),
          needs: needs.flatMap(need => resolve(step, need)),
        });
      }
    }
  }

  /** What the nodes of a step take: calls and waits, each once. */
  takenIn(step: Step): string[] {
    const own = [...this.#nodes.values()].filter(node => node.step === step);
    return [...new Set(own.map(({ takes }) => takes))];
  }

  /**
   * The longest way, which no run can be faster than.
   *
   * @param durationOf - milliseconds of a call or a wait
   * @param steps - the steps that count; what the others do takes no time
   */
  longestPath(
    durationOf: (takes: string, step: Step) => number,
    steps: readonly Step[],
  ): GraphPath {
    const paths = new Map<string, GraphPath>();
    const pathTo = (name: string, before: readonly string[]): GraphPath => {
      const known = paths.get(name);
      if (known) {
        return known;
      }
      if (before.includes(name)) {
        throw new Error(`The graph goes in a circle: ${name} needs itself`);
      }
      const node = this.#nodes.get(name)!;
      const longest = longestOf(
        node.needs.map(need => pathTo(need, [...before, name])),
      );
      const own = steps.includes(node.step)
        ? durationOf(node.takes, node.step)
        : 0;
      const path = {
        milliseconds: longest.milliseconds + own,
        nodes: own > 0 ? [...longest.nodes, name] : longest.nodes,
      };
      paths.set(name, path);
      return path;
    };
    return longestOf([...this.#nodes.keys()].map(name => pathTo(name, [])));
  }
}

function longestOf(paths: GraphPath[]): GraphPath {
  return paths.reduce(
    (longest, path) =>
      path.milliseconds > longest.milliseconds ? path : longest,
    { milliseconds: 0, nodes: [] },
  );
}
