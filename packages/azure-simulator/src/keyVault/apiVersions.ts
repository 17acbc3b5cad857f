/** `@azure/keyvault-secrets` 4.12 sends 2026-04-01, older ones 7.x. */
export const vaultApiVersions = [
  '7.3',
  '7.4',
  '7.5',
  '7.6',
  '2025-07-01',
  '2026-04-01',
] as const;
