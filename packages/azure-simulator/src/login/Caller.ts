/** Who sent a request. */
export interface Caller {
  /** Client id of the application. */
  appId: string;
  /** Object id of its service principal. */
  objectId: string;
}

/** The caller of services that know none (login, health pages). */
export const anonymousCaller: Caller = { appId: '', objectId: '' };
