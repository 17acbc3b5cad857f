import { createHash } from 'node:crypto';
import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import {
  APPLICATION_ID_ANNOTATION,
  CONSUMER_GROUP_ANNOTATION,
  EVENT_HUB_ANNOTATION,
  EXPORT_RULE_ANNOTATION,
  PAUSED_ANNOTATION,
  SIEM_ANNOTATION,
  TABLES_ANNOTATION,
} from 'backstage-plugin-siem-forwarder-common';
import { ArmResourceId } from '../azure/ArmResourceId';

const EXPORT_RULE_TYPE = 'microsoft.operationalinsights/workspaces/dataexports';
const EVENT_HUB_TYPE = 'microsoft.eventhub/namespaces/eventhubs';
const DEFAULT_TABLES = ['SecurityIncident'];
const DEFAULT_CONSUMER_GROUP = '$Default';

/** Table names of Log Analytics; they become part of a query, so nothing else may pass. */
const TABLE_NAME = /^[A-Za-z][A-Za-z0-9_]{0,62}$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Names of consumer groups as Event Hubs allows them (Microsoft.EventHub 2024-01-01). */
const CONSUMER_GROUP =
  /^(\$Default|[A-Za-z0-9]([-._A-Za-z0-9]{0,48}[A-Za-z0-9])?)$/i;

/** An annotation that cannot be read. */
export interface AnnotationProblem {
  annotation: string;
  value: string;
  /** One sentence that names the annotation, the value and what is expected. */
  message: string;
}

class AnnotationReader {
  readonly problems: AnnotationProblem[] = [];
  readonly #annotations: Record<string, string>;

  constructor(annotations: Record<string, string>) {
    this.#annotations = annotations;
  }

  text(annotation: string): string | undefined {
    return this.#annotations[annotation]?.trim() || undefined;
  }

  matching(
    annotation: string,
    pattern: RegExp,
    expected: string,
  ): string | undefined {
    const value = this.text(annotation);
    if (value === undefined || pattern.test(value)) {
      return value;
    }
    this.#problem(annotation, value, `expected ${expected}`);
    return undefined;
  }

  armId(annotation: string, type: string): ArmResourceId | undefined {
    const value = this.text(annotation);
    if (value === undefined) {
      return undefined;
    }
    try {
      const id = ArmResourceId.parse(value, annotation);
      if (id.type === type && id.resourceGroup) {
        return id;
      }
      this.#problem(annotation, value, `expected the id of a ${type}`);
    } catch (error) {
      this.problems.push({
        annotation,
        value,
        message: isError(error) ? error.message : String(error),
      });
    }
    return undefined;
  }

  tables(): string[] {
    const value = this.text(TABLES_ANNOTATION);
    if (value === undefined) {
      return DEFAULT_TABLES;
    }
    const tables = value
      .split(',')
      .map(table => table.trim())
      .filter(Boolean);
    if (tables.length === 0 || !tables.every(table => TABLE_NAME.test(table))) {
      this.#problem(
        TABLES_ANNOTATION,
        value,
        'expected comma-separated names of tables, for example SecurityIncident',
      );
      return [];
    }
    return [...new Set(tables)];
  }

  #problem(annotation: string, value: string, expected: string): void {
    this.problems.push({
      annotation,
      value,
      message: `Annotation ${annotation} is '${value}'; ${expected}.`,
    });
  }
}

interface ForwarderFields {
  entityRef: string;
  name: string;
  title: string;
  owner: string | undefined;
  exportRule: ArmResourceId | undefined;
  eventHub: ArmResourceId | undefined;
  applicationId: string | undefined;
  tables: string[];
  siemId: string | undefined;
  consumerGroup: string;
  paused: string | undefined;
  problems: AnnotationProblem[];
  definition: string;
  entity: Entity;
}

/**
 * One forwarder, as its catalog entity describes it.
 *
 * @remarks
 * Annotations can be written by anybody and carry no authority: what they name
 * may be looked at only after the scopes of the owner were asked.
 */
export class Forwarder {
  /** Entity ref, lower case: the key of a forwarder. */
  readonly entityRef: string;
  /** `metadata.name`: names the objects that were made for it. */
  readonly name: string;
  readonly title: string;
  /** Entity ref of the owner, lower case. */
  readonly owner: string | undefined;
  /** The data export rule; absent when the annotation cannot be read. */
  readonly exportRule: ArmResourceId | undefined;
  /** The event hub that the rule is meant to fill; absent when not annotated. */
  readonly eventHub: ArmResourceId | undefined;
  /** Client id of the SIEM's application, lower case. */
  readonly applicationId: string | undefined;
  readonly tables: readonly string[];
  readonly siemId: string | undefined;
  readonly consumerGroup: string;
  /** The reason of a pause. */
  readonly paused: string | undefined;
  readonly problems: readonly AnnotationProblem[];
  /**
   * Digest of everything that decides what is looked at: facts that were
   * collected under another definition say nothing about this one.
   */
  readonly definition: string;
  /** The parts of the entity that it was read from: {@link Forwarder.fromEntity} makes the same of them. */
  readonly entity: Entity;

  private constructor(fields: ForwarderFields) {
    this.entityRef = fields.entityRef;
    this.name = fields.name;
    this.title = fields.title;
    this.owner = fields.owner;
    this.exportRule = fields.exportRule;
    this.eventHub = fields.eventHub;
    this.applicationId = fields.applicationId;
    this.tables = fields.tables;
    this.siemId = fields.siemId;
    this.consumerGroup = fields.consumerGroup;
    this.paused = fields.paused;
    this.problems = fields.problems;
    this.definition = fields.definition;
    this.entity = fields.entity;
  }

  /**
   * Reads an entity. Never throws for what annotations say: problems are
   * listed in {@link Forwarder.problems}.
   *
   * @returns undefined when the entity is not a forwarder
   */
  static fromEntity(entity: Entity): Forwarder | undefined {
    const annotations = entity.metadata.annotations ?? {};
    if (!annotations[EXPORT_RULE_ANNOTATION]) {
      return undefined;
    }
    const reader = new AnnotationReader(annotations);
    const entityRef = stringifyEntityRef(entity);
    const owner = ownerOf(entity);
    const fields = {
      exportRule: reader.armId(EXPORT_RULE_ANNOTATION, EXPORT_RULE_TYPE),
      eventHub: reader.armId(EVENT_HUB_ANNOTATION, EVENT_HUB_TYPE),
      applicationId: reader
        .matching(APPLICATION_ID_ANNOTATION, GUID, 'a client id (GUID)')
        ?.toLowerCase(),
      tables: reader.tables(),
      siemId: reader.text(SIEM_ANNOTATION),
      consumerGroup:
        reader.matching(
          CONSUMER_GROUP_ANNOTATION,
          CONSUMER_GROUP,
          'the name of a consumer group',
        ) ?? DEFAULT_CONSUMER_GROUP,
    };
    return new Forwarder({
      ...fields,
      entityRef,
      name: entity.metadata.name,
      title: entity.metadata.title ?? entity.metadata.name,
      owner,
      paused: reader.text(PAUSED_ANNOTATION),
      problems: reader.problems,
      definition: createHash('sha256')
        .update(JSON.stringify([owner, fields, reader.problems]))
        .digest('hex'),
      entity: partsOf(entity),
    });
  }

  /** The workspace of the rule. */
  get workspace(): ArmResourceId | undefined {
    return this.exportRule?.parent;
  }
}

/** Annotations of other plugins may be large, and say nothing here. */
function partsOf(entity: Entity): Entity {
  const { name, namespace, title, annotations = {} } = entity.metadata;
  return {
    apiVersion: entity.apiVersion,
    kind: entity.kind,
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      ...(title ? { title } : {}),
      annotations: Object.fromEntries(
        Object.entries(annotations).filter(([key]) =>
          key.startsWith('siem-forwarder/'),
        ),
      ),
    },
    ...(entity.spec?.owner ? { spec: { owner: entity.spec.owner } } : {}),
    relations: entity.relations?.filter(
      ({ type }) => type === RELATION_OWNED_BY,
    ),
  };
}

function ownerOf(entity: Entity): string | undefined {
  const relation = entity.relations?.find(
    candidate => candidate.type === RELATION_OWNED_BY,
  );
  const written = relation?.targetRef ?? entity.spec?.owner;
  if (typeof written !== 'string' || !written) {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(written, {
        defaultKind: 'Group',
        defaultNamespace: entity.metadata.namespace ?? 'default',
      }),
    ).toLocaleLowerCase('en-US');
  } catch {
    // The catalog itself refuses such an owner; here it owns nothing.
    return undefined;
  }
}
