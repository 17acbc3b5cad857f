import { StateDump } from 'azure-simulator';

/** What a SIEM has got of the one hub that it reads. */
export interface Reading {
  /** Events that the hub was given and still holds, as they are indexed. */
  held: string[];
  /** Those of the SIEM's index. */
  read: string[];
  /** When the reader was refused, or otherwise failed (epoch milliseconds). */
  failedAt: number[];
}

/** Compares hub and index of a cloud in which one forwarder is. */
export function readingOf({ namespaces, splunk }: StateDump): Reading {
  const hubs = Object.values(namespaces).flatMap(({ eventHubs }) =>
    Object.values(eventHubs),
  );
  return {
    held: hubs
      .flatMap(({ partitions }) => partitions)
      .flatMap(({ messages }) => messages)
      .flatMap(({ body }) => JSON.parse(body).records as unknown[])
      .map(record => JSON.stringify(record))
      .sort(),
    read: splunk.events
      .filter(({ source }) => source.startsWith('eventhub://'))
      .map(({ raw }) => raw)
      .sort(),
    failedAt: splunk.events
      .filter(
        ({ index, raw }) =>
          index === '_internal' &&
          raw.includes('datainput=') &&
          raw.includes('log_level=ERROR'),
      )
      .map(({ time }) => time),
  };
}
