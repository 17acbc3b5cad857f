/** Header on every answer of the control API, so that a client knows it from another server. */
export const controlHeader = 'x-azure-simulator-control';
