import { CustomErrorBase } from '@backstage/errors';

/**
 * The SIEM tried the application's credentials and Microsoft Entra refused
 * them. A secret that was issued just now is commonly refused for a while, so
 * the caller may try again for about two minutes before it gives up.
 */
export class SiemCredentialRefusedError extends CustomErrorBase {
  name = 'SiemCredentialRefusedError' as const;
  /** Status for our own API. */
  readonly statusCode = 502;
  readonly retryable = true;
}
