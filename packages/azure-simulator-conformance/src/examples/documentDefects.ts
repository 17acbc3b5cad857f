/** A place where a published example does not fit the document that publishes it. */
export interface DocumentDefect {
  /** End of the document's path. */
  document: string;
  /** Pointer of the referee's problem, in requests and in answers that give it back. */
  path: RegExp;
  reason: string;
}

/**
 * The list of them. Such an example is replayed as it is and must be answered
 * as it says; only the referee's objection to that place is set aside.
 */
export const documentDefects: readonly DocumentDefect[] = [
  {
    document: '2024-01-01-preview/AlertRules.json',
    path: /\/sourceSubTypes\/\d+\/severityFilter$/,
    reason:
      "'severityFilter' of the Fusion examples is a slip for 'severityFilters'",
  },
  {
    document: '2024-01-01-preview/dataConnectors.json',
    path: /\/properties\/auth\/type$/,
    reason:
      "the GCP examples have 'auth.type', which the schema of 'auth' has not",
  },
];

/** The known defect that a problem is about, or undefined. */
export function documentDefectOf(
  document: string,
  path: string | undefined,
): DocumentDefect | undefined {
  return documentDefects.find(
    defect =>
      document.endsWith(defect.document) && defect.path.test(path ?? ''),
  );
}
