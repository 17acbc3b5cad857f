/** A refusal of an add-on's handler as the table of errors holds it. */
interface RestError<
  Status extends number,
  Reason extends string,
  Message extends string,
> {
  status: 500;
  code: 'ERROR';
  /** The handler's own status, hidden in the sentence. */
  innerCode: `${Status}`;
  message: `Unexpected error "<class 'splunktaucclib.rest_handler.error.RestError'>" from python handler: "REST Error [${Status}]: ${Reason} -- ${Message}". See splunkd.log/python.log for more details.`;
}

/**
 * What splunkd makes of an add-on handler's error: an HTTP 500, whatever the
 * handler's status, which only the sentence tells.
 * Source: https://github.com/splunk/addonfactory-ucc-generator (its tests expect 500 for a 400)
 */
export function restError<
  const Status extends number,
  const Reason extends string,
  const Message extends string,
>(
  status: Status,
  reason: Reason,
  message: Message,
): RestError<Status, Reason, Message> {
  return {
    status: 500,
    code: 'ERROR',
    innerCode: `${status}`,
    message: `Unexpected error "<class 'splunktaucclib.rest_handler.error.RestError'>" from python handler: "REST Error [${status}]: ${reason} -- ${message}". See splunkd.log/python.log for more details.`,
  };
}
