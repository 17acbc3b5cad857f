/**
 * Client id of Microsoft Graph, the same in every tenant.
 *
 * Source: https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in
 */
export const MICROSOFT_GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';

/**
 * Ids of Microsoft Graph's app roles (application permissions).
 *
 * Source: https://learn.microsoft.com/graph/permissions-reference
 */
export const graphRoles = {
  securityEventsReadWriteAll: 'd903a879-88e0-4c09-b0c9-82f6a1333f84',
  applicationReadAll: '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30',
  applicationReadWriteOwnedBy: '18a4783c-866b-4cc7-a460-3d5e5662c884',
  applicationReadWriteAll: '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9',
  policyReadAll: '246dd0d5-5bd0-4def-940b-0421030a5b68',
} as const;
