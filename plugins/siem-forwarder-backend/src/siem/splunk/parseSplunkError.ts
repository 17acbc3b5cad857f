/** What Splunk says of a failed request. */
export interface SplunkFailure {
  /** HTTP status; that of the add-on's handler where splunkd wraps it in a 500. */
  status: number;
  message: string;
}

/**
 * The add-on's handlers fail inside of splunkd, which answers 500 and puts
 * their own status into a sentence.
 */
const wrapped =
  /REST Error \[(\d{3})\]: [^-]*-- ([\s\S]*?)"?\. See splunkd\.log/;

/**
 * Reads the body of a failed request.
 *
 * @param status - HTTP status of the answer
 * @param body - its text
 */
export function parseSplunkError(status: number, body: string): SplunkFailure {
  const text = messagesOf(body) || body.trim().slice(0, 500);
  const inner = wrapped.exec(text);
  if (inner) {
    return {
      status: Number(inner[1]),
      message: inner[2].replace(/\\"/g, '"').trim(),
    };
  }
  return { status, message: text || `HTTP ${status}` };
}

/** Texts of `messages` that report a failure, joined; empty when there are none. */
export function failuresOf(body: unknown): string {
  return readMessages(body)
    .filter(({ type }) => type === 'ERROR' || type === 'FATAL')
    .map(({ text }) => text)
    .join('; ');
}

function messagesOf(body: string): string {
  try {
    return readMessages(JSON.parse(body))
      .map(({ text }) => text)
      .join('; ');
  } catch {
    // Not JSON: an error page of a proxy, or Splunk's XML; shown as it is.
    return '';
  }
}

function readMessages(body: unknown): { type: string; text: string }[] {
  if (
    typeof body !== 'object' ||
    body === null ||
    !('messages' in body) ||
    !Array.isArray(body.messages)
  ) {
    return [];
  }
  return body.messages.map((message: { type?: unknown; text?: unknown }) => ({
    type: String(message?.type ?? ''),
    text: String(message?.text ?? ''),
  }));
}
