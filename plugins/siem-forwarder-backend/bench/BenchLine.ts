/** One line of the table: what was measured, and what is to hold. */
export interface BenchLine {
  /** What it is about: `fleet A, flow sweep`. */
  subject: string;
  measure: string;
  value: string;
  /** What is to hold; absent for what is only told. */
  target?: string;
  /** Absent without a target. */
  holds?: boolean;
}

/** A part of the benchmark, by name, so that one can be run alone. */
export interface BenchPart {
  name: string;
  run(report: (line: BenchLine) => void): Promise<void>;
}
