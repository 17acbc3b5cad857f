/** Who sent a request. */
export interface Caller {
  /** Client id of the application. */
  appId: string;
  /** Object id of its service principal. */
  objectId: string;
  /** Key id of the client secret that it signed in with. */
  secretId?: string;
}

/** The caller of services that know none (login, health pages). */
export const anonymousCaller: Caller = { appId: '', objectId: '' };
